import { parseWhatsAppCloudInbound } from '../../../channels/whatsapp-cloud/parse-inbound';
import { statusChange, templateChange, type Change } from '../../support/fake-meta/webhook-events';
import { ANA, BUSINESS, NOW, TEMPLATE, WROTE, metaBody, wrote } from '../../support/meta-bodies';

const inbound = (...changes: Change[]) => parseWhatsAppCloudInbound(metaBody(...changes), NOW);

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
    const late = parseWhatsAppCloudInbound(metaBody(wrote()), NOW + 3 * 86_400_000);
    expect(late).toMatchObject({ messages: [{ receivedAt: WROTE * 1000 }] });
  });

  it('from a clock ahead of ours counts from its arrival', () => {
    const early = parseWhatsAppCloudInbound(metaBody(wrote()), WROTE * 1000 - 60_000);
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
    const batch = metaBody(
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
