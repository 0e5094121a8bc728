import fc from 'fast-check';
import { parseWhatsAppCloudAccountEvents } from '../../../channels/whatsapp-cloud/parse-account-events';
import { parseWhatsAppCloudInbound } from '../../../channels/whatsapp-cloud/parse-inbound';
import { parseWhatsAppCloudStatuses } from '../../../channels/whatsapp-cloud/parse-status';
import { NOW, metaBody } from '../../support/meta-bodies';

describe('a body that is no webhook of WhatsApp', () => {
  it.each([
    ['object', { object: 'page', entry: [] }],
    ['entry', { object: 'whatsapp_business_account' }],
    ['expected object', null],
    ['expected object', 'text'],
  ])('is refused, and the answer says "%s"', (words, received) => {
    const refusal = { ok: false, problem: expect.stringContaining(words) };
    expect(parseWhatsAppCloudInbound(received, NOW)).toEqual(refusal);
    expect(parseWhatsAppCloudStatuses(received)).toEqual(refusal);
    expect(parseWhatsAppCloudAccountEvents(received)).toEqual(refusal);
  });
});

describe('whatever a webhook of WhatsApp holds', () => {
  const kinds = fc.constantFrom('text', 'button', 'interactive', 'image', 'document', 'system', '__proto__');
  const message = fc.record(
    { id: fc.string(), from: fc.string(), timestamp: fc.nat().map(String), type: kinds },
    { requiredKeys: [] },
  );
  const odd = fc
    .tuple(message, kinds, fc.jsonValue())
    .map(([one, kind, content]): unknown => ({ ...one, [kind]: content }));
  const items = fc.array(fc.oneof(odd, fc.jsonValue()));
  const value = fc.record(
    {
      metadata: fc.constant({ phone_number_id: '1' }),
      contacts: fc.oneof(fc.constant([]), fc.jsonValue()),
      messages: items,
      statuses: items,
      user_preferences: items,
    },
    { requiredKeys: ['metadata'] },
  );
  const field = fc.constantFrom('messages', 'user_preferences', 'message_template_status_update');

  it('nothing of it makes a parser fail', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ field, value: fc.oneof(value, fc.jsonValue()) })), (changes) => {
        const received = { object: 'whatsapp_business_account', entry: [{ id: '1', changes }] };
        expect(parseWhatsAppCloudInbound(received, NOW).ok).toBe(true);
        expect(parseWhatsAppCloudStatuses(received).ok).toBe(true);
        expect(parseWhatsAppCloudAccountEvents(received).ok).toBe(true);
      }),
    );
  });

  it('each item of a well-formed change is a message or skipped, and none is lost without a word', () => {
    fc.assert(
      fc.property(items, fc.jsonValue(), (messages, contacts) => {
        const value = { metadata: { phone_number_id: '1' }, contacts, messages };
        const change = { field: 'messages', value };
        const parsed = parseWhatsAppCloudInbound(metaBody(change), NOW);
        expect(parsed.ok && parsed.messages.length + parsed.skipped.length).toBe(messages.length);
      }),
    );
  });
});
