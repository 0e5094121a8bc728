import { parseBotpressInbound } from '../../../channels/botpress/parse-inbound';

const arrival = { to: 'bot-1', receivedAt: 1_750_000_000_000 };
const parse = (body: unknown) => parseBotpressInbound(body, arrival);
const ids = { messageId: 'm1', conversationId: 'c1' };

describe('a message of a Botpress-style webhook', () => {
  it('is keyed by its message id and addressed by its conversation', () => {
    expect(parse({ ...ids, text: 'hola', name: 'Ana', extra: { deep: 1 } })).toEqual({
      ok: true,
      message: {
        channel: 'botpress',
        providerId: 'm1',
        from: 'c1',
        to: 'bot-1',
        phone: null,
        profileName: 'Ana',
        text: 'hola',
        receivedAt: arrival.receivedAt,
      },
    });
  });

  it.each([
    ['words in a payload', { payload: { text: 'sí' } }, { text: 'sí' }],
    ['a choice', { payload: { title: 'Sí', value: 'yes' } }, { text: 'Sí', button: { id: 'yes' } }],
    [
      'a picture with words',
      { text: 'mira', payload: { imageUrl: 'https://files.example/a.jpg' } },
      {
        text: 'mira',
        media: [expect.objectContaining({ kind: 'image', providerFileId: 'https://files.example/a.jpg' })],
      },
    ],
    ['a tap', { text: 'Sí', choice: 'yes' }, { text: 'Sí', button: { id: 'yes' } }],
    ['the number', { phone: '+573001112233' }, { phone: '+573001112233' }],
    ['no number that is none', { phone: '300 111' }, { phone: null }],
    [
      'files by their addresses, and what is known of them',
      {
        media: [
          'https://files.example/a',
          { url: 'https://files.example/b', kind: 'audio', mimeType: 'audio/ogg', fileName: 'b.ogg' },
        ],
      },
      {
        text: '',
        media: [
          {
            ...{ kind: 'document', providerFileId: 'https://files.example/a' },
            ...{ mimeType: null, fileName: null, albumId: null },
          },
          {
            ...{ kind: 'audio', providerFileId: 'https://files.example/b' },
            ...{ mimeType: 'audio/ogg', fileName: 'b.ogg', albumId: null },
          },
        ],
      },
    ],
    ['a payload of another kind', { payload: 7 }, { text: '' }],
    ['numbers as ids', { messageId: 7, conversationId: 8 }, { providerId: '7', from: '8' }],
  ])('carries %s', (_what, body, expected) => {
    expect(parse({ ...ids, ...body })).toMatchObject({ ok: true, message: expected });
  });

  it.each(['http://files.example/a.jpg', 'file:///etc/passwd', 'javascript:alert(1)', 42])(
    'names no file at %p',
    (imageUrl) => {
      const parsed = parse({ ...ids, payload: { imageUrl } });
      expect(parsed.ok && parsed.message.media).toBe(undefined);
    },
  );

  it.each([
    undefined,
    null,
    'hola',
    [],
    {},
    { messageId: 'm1' },
    { ...ids, messageId: ' ' },
    { ...ids, media: ['http://files.example/a'] },
  ])('%p is refused with what is wrong or missing', (body) => {
    expect(parse(body)).toEqual({ ok: false, problem: expect.any(String) });
  });
});
