import { createTwilioChannel } from '../../channels/twilio/twilio-channel';
import { createWhatsAppCloudChannel } from '../../channels/whatsapp-cloud/whatsapp-cloud-channel';
import { startFakeMeta, type FakeMeta } from '../support/fake-meta/fake-meta';
import { startFakeTwilio, type FakeTwilio } from '../support/fake-twilio/fake-twilio';

let meta: FakeMeta;
let twilio: FakeTwilio;
beforeAll(async () => {
  [meta, twilio] = await Promise.all([startFakeMeta(), startFakeTwilio()]);
});
afterAll(() => Promise.all([meta.close(), twilio.close()]));
beforeEach(() => {
  meta.clear();
  twilio.clear();
});

const ofMeta = (change: { accessToken?: string; businessAccountId?: string | undefined } = {}) =>
  createWhatsAppCloudChannel({
    ...{ phoneNumberId: meta.phoneNumberId, accessToken: meta.accessToken, apiVersion: 'v24.0' },
    ...{ apiBaseUrl: meta.url, businessAccountId: meta.businessAccountId },
    ...change,
  }).listTemplates?.();
const ofTwilio = (change: { authToken?: string } = {}) =>
  createTwilioChannel({
    ...{ accountSid: twilio.accountSid, authToken: twilio.authToken, from: twilio.sender },
    ...{ apiBaseUrl: twilio.url },
    ...change,
  }).listTemplates?.();

const metaTemplate = (name: string, change: Partial<FakeMeta['templates'][number]> = {}) => ({
  ...{ name, language: 'es_CO', status: 'APPROVED', category: 'MARKETING' },
  components: [{ type: 'BODY', text: 'Hola {{1}}' }],
  ...change,
});

describe("Meta's list of templates", () => {
  it('is read to its last page, with what Hilo has to know', async () => {
    const names = ['uno', 'dos', 'tres', 'cuatro', 'cinco'];
    meta.templates.push(...names.map((name) => metaTemplate(name)));
    meta.templates.push(
      metaTemplate('seis', {
        ...{ status: 'PAUSED', quality_score: { score: 'RED', date: 1 }, rejected_reason: 'NONE' },
        components: [{ type: 'HEADER', format: 'IMAGE' }],
      }),
      metaTemplate('siete', { status: 'REJECTED', rejected_reason: 'INVALID_FORMAT' }),
    );
    const listing = await ofMeta();
    if (listing?.kind !== 'listed') throw new Error(JSON.stringify(listing));
    expect(listing.owner).toBe(meta.businessAccountId);
    expect(listing.templates.map(({ template }) => template)).toEqual(
      [...names, 'seis', 'siete'].map((name) => `${name}:es_CO`),
    );
    expect(listing.templates[0]).toEqual({
      ...{ template: 'uno:es_CO', name: 'uno', language: 'es_CO', category: 'marketing' },
      ...{ status: 'approved', quality: 'unknown', reason: null, body: 'Hola {{1}}' },
    });
    expect(listing.templates.slice(5)).toMatchObject([
      { status: 'paused', quality: 'low', reason: null, body: null },
      { status: 'rejected', reason: 'INVALID_FORMAT' },
    ]);
  });

  it('leaves out what has a status of next year', async () => {
    meta.templates.push(metaTemplate('uno', { status: 'constructor' }), metaTemplate('dos'));
    expect(await ofMeta()).toMatchObject({ kind: 'listed', templates: [{ name: 'dos' }] });
  });

  it.each([
    ['a token that opens nothing', { accessToken: 'wrong' }, /401/],
    ['no business account', { businessAccountId: undefined }, /businessAccountId/],
  ])('is not had with %s, and says so', async (_what, change, detail) => {
    expect(await ofMeta(change)).toEqual({ kind: 'failed', detail: expect.stringMatching(detail) });
  });
});

describe("Twilio's list of templates", () => {
  const content = (digit: number, status: string | null, reason = '') => ({
    ...{ sid: `HX${String(digit).repeat(32)}`, friendly_name: `plantilla_${digit}`, language: 'es' },
    types: { 'twilio/text': { body: 'Hola {{1}}' } },
    approval_requests: status === null ? null : { status, category: 'UTILITY', rejection_reason: reason },
  });

  it('is read to its last page, and from no other host than its own', async () => {
    twilio.contents.push(
      content(1, 'approved'),
      content(2, 'paused'),
      content(3, 'rejected', 'Too long.'),
      content(4, null),
      content(5, 'disabled'),
    );
    const listing = await ofTwilio();
    if (listing?.kind !== 'listed') throw new Error(JSON.stringify(listing));
    expect(listing.owner).toBe(twilio.accountSid);
    expect(listing.templates.map(({ status }) => status)).toEqual([
      ...['approved', 'paused', 'rejected', 'unsubmitted', 'disabled'],
    ]);
    expect(listing.templates[2]).toEqual({
      ...{ template: `HX${'3'.repeat(32)}`, name: 'plantilla_3', language: 'es', category: 'utility' },
      ...{ status: 'rejected', quality: 'unknown', reason: 'Too long.', body: 'Hola {{1}}' },
    });
  });

  it('is not had with a token that opens nothing, and says so', async () => {
    const detail = expect.stringContaining('401') as string;
    expect(await ofTwilio({ authToken: 'wrong' })).toEqual({ kind: 'failed', detail });
  });
});
