import fc from 'fast-check';
import { parseWhatsAppCloudAccountEvents } from '../../../channels/whatsapp-cloud/parse-account-events';
import { parseWhatsAppCloudInbound } from '../../../channels/whatsapp-cloud/parse-inbound';
import { parseWhatsAppCloudStatuses } from '../../../channels/whatsapp-cloud/parse-status';
import { webhookBody } from '../../support/fake-meta/webhook-body';
import {
  inboundChange,
  preferenceChange,
  statusChange,
  templateChange,
} from '../../support/fake-meta/webhook-events';
import type { Change, InboundRequest } from '../../support/fake-meta/webhook-events';

const BUSINESS = { phoneNumberId: '106540352242922', displayNumber: '15550783881' };
const ANA = '+573001112233';
const ATTEMPT = '01890000-0000-7000-8000-000000000002';
const WROTE = 1_749_416_383;
const NOW = WROTE * 1000 + 5000;

const body = (...changes: Change[]) => webhookBody('102290129340398', changes);
const wrote = (request: Partial<InboundRequest> = {}) =>
  inboundChange({ from: ANA, body: 'Hola 👋', id: 'wamid.1', timestamp: WROTE, ...request }, BUSINESS);
const inbound = (...changes: Change[]) => parseWhatsAppCloudInbound(body(...changes), NOW);

describe('an inbound message', () => {
  it('carries who wrote, what, when, and the id that makes a duplicate harmless', () => {
    expect(inbound(wrote())).toEqual({
      ok: true,
      skipped: [],
      messages: [
        {
          channel: 'whatsapp-cloud',
          providerId: 'wamid.1',
          from: ANA,
          to: '106540352242922',
          phone: ANA,
          profileName: 'Ana',
          text: 'Hola 👋',
          receivedAt: WROTE * 1000,
        },
      ],
    });
  });

  it('of a person who hides the number is keyed by the user id, without a phone', () => {
    expect(inbound(wrote({ from: 'CO.1349abc' }))).toMatchObject({
      messages: [{ from: 'CO.1349abc', phone: null, profileName: 'Ana' }],
    });
  });

  it('of a hidden number is keyed by the user id of its contact, when the message itself has none', () => {
    const change = wrote({ from: 'CO.1349abc' });
    const { messages } = change.value as { messages: object[] };
    const message = { ...messages[0], from_user_id: undefined };
    const value = { ...change.value, messages: [message] };
    expect(inbound({ ...change, value })).toMatchObject({ messages: [{ from: 'CO.1349abc' }] });
  });

  it.each([
    ['Mexico: the old 1 goes', '+5215512345678', '+525512345678'],
    ['Brazil: the ninth digit comes', '+551187654321', '+5511987654321'],
    ['Brazil: a fixed line stays', '+551132654321', '+551132654321'],
    ['Argentina: stays, its 9 is dialled', '+5491123456789', '+5491123456789'],
  ])('comes from the number that is dialled today (%s)', (_what, from, dialled) => {
    expect(inbound(wrote({ from }))).toMatchObject({ messages: [{ from: dialled, phone: dialled }] });
  });

  it('delivered days late counts from when it was written', () => {
    const late = parseWhatsAppCloudInbound(body(wrote()), NOW + 3 * 86_400_000);
    expect(late).toMatchObject({ messages: [{ receivedAt: WROTE * 1000 }] });
  });

  it('from a clock ahead of ours counts from its arrival', () => {
    const early = parseWhatsAppCloudInbound(body(wrote()), WROTE * 1000 - 60_000);
    expect(early).toMatchObject({ messages: [{ receivedAt: WROTE * 1000 - 60_000 }] });
  });

  it.each([
    ['button', { payload: 'SI', text: 'Sí, quiero' }, { text: 'Sí, quiero', button: { id: 'SI' } }],
    [
      'interactive',
      { type: 'button_reply', button_reply: { id: 'b1', title: 'Seguir' } },
      { text: 'Seguir', button: { id: 'b1' } },
    ],
    [
      'interactive',
      { type: 'list_reply', list_reply: { id: 'l1', title: 'Envío exprés', description: 'Mañana' } },
      { text: 'Envío exprés', button: { id: 'l1' } },
    ],
  ])('of kind %s says the words that were tapped and the id behind them', (type, content, expected) => {
    expect(inbound(wrote({ type, content }))).toMatchObject({ messages: [expected] });
  });

  it.each([
    ['image', { id: 'f1', mime_type: 'image/jpeg', sha256: 'x', caption: 'Mi tarea' }, 'Mi tarea', null],
    ['audio', { id: 'f1', mime_type: 'audio/ogg; codecs=opus', sha256: 'x', voice: true }, '', null],
    ['video', { id: 'f1', mime_type: 'video/mp4', sha256: 'x' }, '', null],
    ['document', { id: 'f1', mime_type: 'application/pdf', filename: 'tarea.pdf' }, '', 'tarea.pdf'],
    ['sticker', { id: 'f1', mime_type: 'image/webp', animated: false }, '', null],
  ])('of kind %s refers to the file, and has the caption as its words', (type, content, text, fileName) => {
    const media = [
      { kind: type, providerFileId: 'f1', mimeType: content.mime_type, fileName, albumId: null },
    ];
    expect(inbound(wrote({ type, content }))).toMatchObject({ messages: [{ text, media }] });
  });

  it.each([
    ['reaction', { message_id: 'wamid.0', emoji: '👍' }],
    ['location', { latitude: 4.6, longitude: -74.1 }],
    ['unsupported', {}],
    ['a_kind_of_next_year', { text: 'x' }],
    ['constructor', {}],
    ['text', { body: 7 }],
    ['image', {}],
    ['interactive', { type: 'nfm_reply', nfm_reply: {} }],
  ])('of kind %s with content %j has no words and is kept all the same', (type, content) => {
    const read = inbound(wrote({ type, content }));
    expect(read).toMatchObject({ messages: [{ providerId: 'wamid.1', text: '' }], skipped: [] });
    expect(read).not.toHaveProperty('messages.0.media');
  });

  it('is found in every entry and every change of a batch, in order', () => {
    const batch = body(
      wrote({ id: 'wamid.1' }),
      wrote({ id: 'wamid.2', from: '+573009998877', profileName: 'Luz' }),
      statusChange({ id: 'wamid.0', to: ANA, callbackData: null, status: 'read' }, BUSINESS),
      wrote({ id: 'wamid.3' }),
      templateChange({ name: 'a', language: 'es', event: 'PAUSED' }),
      wrote({ id: 'wamid.4' }),
    );
    expect(batch.entry.length).toBeGreaterThan(1);
    const parsed = parseWhatsAppCloudInbound(batch, NOW);
    expect(parsed).toMatchObject({
      messages: [
        { providerId: 'wamid.1', profileName: 'Ana' },
        { providerId: 'wamid.2', profileName: 'Luz', from: '+573009998877' },
        { providerId: 'wamid.3' },
        { providerId: 'wamid.4' },
      ],
    });
  });

  it.each([
    ['without an id', { id: '' }, 'id'],
    ['without a sender', { from: '+' }, 'from'],
  ])('%s is skipped by name, and the others of its batch are not', (_what, parts, field) => {
    const anonymous = wrote(parts);
    const value = { ...anonymous.value, contacts: [] };
    const parsed = inbound({ ...anonymous, value }, templateChange(TEMPLATE), wrote());
    expect(parsed).toMatchObject({
      messages: [{ providerId: 'wamid.1' }],
      skipped: [expect.stringContaining(field)],
    });
  });

  it.each([undefined, null, 'x', [7], [{ profile: null, wa_id: null }]])(
    'is kept, without a name, when its contacts are %j',
    (contacts) => {
      const change = wrote();
      const parsed = inbound({ ...change, value: { ...change.value, contacts } });
      expect(parsed).toMatchObject({ messages: [{ from: ANA, profileName: null, text: 'Hola 👋' }] });
    },
  );

  it('is never a notice of WhatsApp itself', () => {
    const content = { body: 'User Ana changed', wa_id: '573009998877', type: 'user_changed_number' };
    const parsed = inbound(wrote({ type: 'system', content }));
    expect(parsed).toMatchObject({ messages: [], skipped: [expect.stringContaining('notice')] });
  });
});

const TEMPLATE = { name: 'bienvenida', language: 'es_CO', event: 'PAUSED' };

describe('a delivery report', () => {
  const reported = (parts: Partial<Parameters<typeof statusChange>[0]> = {}) =>
    statusChange({ id: 'wamid.0', to: ANA, callbackData: ATTEMPT, status: 'sent', ...parts }, BUSINESS);

  it.each([
    ['sent' as const, 'accepted'],
    ['delivered' as const, 'delivered'],
    ['read' as const, 'read'],
    ['failed' as const, 'failed'],
  ])('that says %s means %s', (metaStatus, status) => {
    expect(parseWhatsAppCloudStatuses(body(reported({ status: metaStatus })))).toEqual({
      ok: true,
      reports: [{ channel: 'whatsapp-cloud', providerId: 'wamid.0', attemptId: ATTEMPT, status, code: null }],
      skipped: [],
    });
  });

  it('of a failure carries the code', () => {
    const parsed = parseWhatsAppCloudStatuses(body(reported({ status: 'failed', code: 131026 })));
    expect(parsed).toMatchObject({ reports: [{ status: 'failed', code: '131026' }] });
  });

  it.each([null, 'not-an-id', "' OR 1=1"])(
    'that echoes %j is taken by the message id alone',
    (callbackData) => {
      const parsed = parseWhatsAppCloudStatuses(body(reported({ callbackData })));
      expect(parsed).toMatchObject({ reports: [{ attemptId: null, providerId: 'wamid.0' }] });
    },
  );

  it('stands among many of one webhook, and one that is not understood holds up no other', () => {
    const odd = { status: 'deleted' } as unknown as Partial<Parameters<typeof statusChange>[0]>;
    const parsed = parseWhatsAppCloudStatuses(
      body(reported({ id: '' }), reported(odd), wrote(), reported({ id: 'wamid.9', status: 'read' })),
    );
    expect(parsed).toMatchObject({
      reports: [{ providerId: 'wamid.9', status: 'read' }],
      skipped: [expect.stringContaining('id'), expect.stringContaining('no word')],
    });
  });
});

describe('an event of the account', () => {
  const events = (...changes: Change[]) => parseWhatsAppCloudAccountEvents(body(...changes));

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
      events: [{ kind: 'template-status', template: 'bienvenida:es_CO', status, reason: null }],
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
        const parsed = inbound(change);
        expect(parsed.ok && parsed.messages.length + parsed.skipped.length).toBe(messages.length);
      }),
    );
  });
});
