import { parseWhatsAppCloudStatuses } from '../../../channels/whatsapp-cloud/parse-status';
import { statusChange } from '../../support/fake-meta/webhook-events';
import { ANA, BUSINESS, metaBody, wrote } from '../../support/meta-bodies';

const ATTEMPT = '01890000-0000-7000-8000-000000000002';

describe('a delivery report', () => {
  const reported = (parts: Partial<Parameters<typeof statusChange>[0]> = {}) =>
    statusChange({ id: 'wamid.0', to: ANA, callbackData: ATTEMPT, status: 'sent', ...parts }, BUSINESS);

  it.each([
    ['sent' as const, 'accepted'],
    ['delivered' as const, 'delivered'],
    ['read' as const, 'read'],
    ['failed' as const, 'failed'],
  ])('that says %s means %s', (metaStatus, status) => {
    expect(parseWhatsAppCloudStatuses(metaBody(reported({ status: metaStatus })))).toEqual({
      ok: true,
      reports: [{ channel: 'whatsapp-cloud', providerId: 'wamid.0', attemptId: ATTEMPT, status, code: null }],
      skipped: [],
    });
  });

  it('of a failure carries the code', () => {
    const parsed = parseWhatsAppCloudStatuses(metaBody(reported({ status: 'failed', code: 131026 })));
    expect(parsed).toMatchObject({ reports: [{ status: 'failed', code: '131026' }] });
  });

  it.each([null, 'not-an-id', "' OR 1=1"])(
    'that echoes %j is taken by the message id alone',
    (callbackData) => {
      const parsed = parseWhatsAppCloudStatuses(metaBody(reported({ callbackData })));
      expect(parsed).toMatchObject({ reports: [{ attemptId: null, providerId: 'wamid.0' }] });
    },
  );

  it('stands among many of one webhook, and one that is not understood holds up no other', () => {
    const odd = { status: 'deleted' } as unknown as Partial<Parameters<typeof statusChange>[0]>;
    const parsed = parseWhatsAppCloudStatuses(
      metaBody(reported({ id: '' }), reported(odd), wrote(), reported({ id: 'wamid.9', status: 'read' })),
    );
    expect(parsed).toMatchObject({
      reports: [{ providerId: 'wamid.9', status: 'read' }],
      skipped: [expect.stringContaining('id'), expect.stringContaining('no word')],
    });
  });
});
