import { parseWhatsAppCloudAccountEvents } from '../../../channels/whatsapp-cloud/parse-account-events';
import {
  preferenceChange,
  qualityChange,
  templateChange,
  type Change,
} from '../../support/fake-meta/webhook-events';
import { ANA, BUSINESS, TEMPLATE, metaBody, wrote } from '../../support/meta-bodies';

const NAMED = { owner: expect.any(String), name: 'bienvenida', language: 'es_CO' };

describe('an event of the account', () => {
  const events = (...changes: Change[]) => parseWhatsAppCloudAccountEvents(metaBody(...changes));

  it.each([
    ['PAUSED', 'paused'],
    ['DISABLED', 'disabled'],
    ['APPROVED', 'approved'],
    ['REJECTED', 'rejected'],
    ['FLAGGED', 'flagged'],
    ['PENDING_DELETION', 'deleted'],
  ])('says that a template is %s', (event, status) => {
    expect(events(templateChange({ ...TEMPLATE, event }))).toEqual({
      ok: true,
      events: [{ kind: 'template', ...NAMED, status, quality: null, reason: null }],
    });
  });

  it.each([
    ['GREEN', 'high'],
    ['YELLOW', 'medium'],
    ['RED', 'low'],
    ['UNKNOWN', 'unknown'],
    ['constructor', 'unknown'],
  ])('says that people take a template as %s', (score, quality) => {
    expect(events(qualityChange({ ...TEMPLATE, score }))).toEqual({
      ok: true,
      events: [{ kind: 'template', ...NAMED, status: null, quality, reason: null }],
    });
  });

  it('keeps the reason that Meta gives', () => {
    const parsed = events(templateChange({ ...TEMPLATE, event: 'REJECTED', reason: 'INVALID_FORMAT' }));
    expect(parsed).toMatchObject({ events: [{ reason: 'INVALID_FORMAT' }] });
  });

  it.each([
    ['stop' as const, ANA, false],
    ['resume' as const, ANA, true],
    ['stop' as const, 'CO.1349abc', false],
  ])('says "%s" of marketing messages for %s', (value, from, wanted) => {
    const parsed = events(preferenceChange({ from, value }, BUSINESS));
    const expected = { kind: 'marketing-preference', from, wanted, at: expect.any(Number) };
    expect(parsed).toEqual({ ok: true, events: [expected] });
  });

  it('says that a person took another number', () => {
    const content = { body: 'User Ana changed', wa_id: '573009998877', type: 'user_changed_number' };
    expect(events(wrote({ type: 'system', content }))).toEqual({
      ok: true,
      events: [{ kind: 'number-changed', providerId: 'wamid.1', from: ANA, to: '+573009998877' }],
    });
  });

  it('is neither a message nor a report, nor a field of next year', () => {
    const odd = { field: 'a_field_of_next_year', value: { event: 'PAUSED' } };
    const unknown = templateChange({ ...TEMPLATE, event: 'constructor' });
    expect(events(wrote(), odd, unknown)).toEqual({ ok: true, events: [] });
  });
});
