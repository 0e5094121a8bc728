import fc from 'fast-check';
import { parseTelegramUpdate } from '../../../channels/telegram/parse-inbound';
import { verifyTelegramSecret } from '../../../channels/telegram/verify-secret';
import { TELEGRAM_WEBHOOK_ANSWER } from '../../../channels/telegram/webhook-answer';
import { ANA, editUpdate, memberUpdate, messageUpdate, tapUpdate } from '../../support/fake-telegram/updates';
import type { UpdateContent } from '../../support/fake-telegram/updates';

const BOT = 123_456_789;
const WROTE = 1_749_416_383;
const NOW = WROTE * 1000 + 5000;

function parse(content: UpdateContent, receivedAt = NOW) {
  return parseTelegramUpdate({ update_id: 10_001, ...content }, { botId: String(BOT), receivedAt });
}
const wrote = (content: object) => messageUpdate({ from: ANA, content, date: WROTE });
const message = (content: object) => parse(wrote(content));

describe('a message to the bot', () => {
  it('carries who wrote, what, when, and a key that is unique among all bots', () => {
    expect(message({ text: 'Hola 👋' })).toEqual({
      ok: true,
      event: {
        kind: 'message',
        message: {
          channel: 'telegram',
          providerId: '123456789:10001',
          from: '700111222',
          to: '123456789',
          phone: null,
          profileName: 'Ana García',
          language: 'es',
          text: 'Hola 👋',
          receivedAt: WROTE * 1000,
        },
      },
    });
  });

  it.each([
    ['es', 'es'],
    ['pt-BR', 'pt'],
    ['', undefined],
    ['<script>', undefined],
  ])('tells of an app in %p that its language is %p', (tag, language) => {
    const parsed = parse(messageUpdate({ from: { ...ANA, language_code: tag }, content: { text: 'oi' } }));
    expect(parsed).toHaveProperty('event.kind', 'message');
    expect(parsed.ok && parsed.event.kind === 'message' ? parsed.event.message.language : null).toBe(
      language,
    );
  });

  it('delivered late counts from when it was written, and never from after its arrival', () => {
    const at = (receivedAt: number) => parse(wrote({ text: 'Hola' }), receivedAt);
    expect(at(NOW + 86_400_000)).toHaveProperty('event.message.receivedAt', WROTE * 1000);
    expect(at(WROTE * 1000 - 60_000)).toHaveProperty('event.message.receivedAt', WROTE * 1000 - 60_000);
  });

  const file = { file_id: 'f1', file_unique_id: 'u1', file_size: 1 };
  it.each([
    [
      'photo',
      {
        photo: [
          { ...file, file_id: 'small' },
          { ...file, file_id: 'f1' },
        ],
      },
      'image',
      null,
      null,
    ],
    ['voice', { voice: { ...file, mime_type: 'audio/ogg' } }, 'audio', 'audio/ogg', null],
    ['audio', { audio: { ...file, mime_type: 'audio/mpeg' } }, 'audio', 'audio/mpeg', null],
    ['video', { video: { ...file, mime_type: 'video/mp4' } }, 'video', 'video/mp4', null],
    ['video note', { video_note: file }, 'video', null, null],
    ['sticker', { sticker: file }, 'sticker', null, null],
    [
      'document',
      { document: { ...file, mime_type: 'application/pdf', file_name: 'tarea.pdf' } },
      'document',
      'application/pdf',
      'tarea.pdf',
    ],
    [
      'animation, which also comes as a document',
      { animation: { ...file, mime_type: 'video/mp4' }, document: { ...file, file_id: 'other' } },
      'video',
      'video/mp4',
      null,
    ],
  ])('with a %s refers to the file', (_what, content, kind, mimeType, fileName) => {
    const media = [{ kind, providerFileId: 'f1', mimeType, fileName, albumId: null }];
    expect(message(content)).toMatchObject({ event: { message: { text: '', media } } });
  });

  it('of an album says which, and a caption is its words', () => {
    const photo = [file];
    expect(message({ photo, caption: 'Mi tarea', media_group_id: 'album-1' })).toMatchObject({
      event: { message: { text: 'Mi tarea', media: [{ albumId: 'album-1' }] } },
    });
  });

  it('that shares the own contact tells the number; a card of somebody else tells none', () => {
    const card = (user_id: number | undefined) => ({
      contact: { phone_number: '573001112233', first_name: 'Ana', user_id },
    });
    expect(message(card(ANA.id))).toHaveProperty('event.message.phone', '+573001112233');
    expect(message(card(ANA.id + 1))).toHaveProperty('event.message.phone', null);
    expect(message(card(undefined))).toHaveProperty('event.message.phone', null);
  });

  it.each([
    ['a poll', { poll: { id: '1' } }],
    ['a place', { location: { latitude: 4.6, longitude: -74.1 } }],
    ['a file in a form of next year', { document: 'f1' }],
  ])('that is %s has no words and is kept all the same', (_what, content) => {
    const read = message(content);
    expect(read).toMatchObject({ event: { kind: 'message', message: { text: '' } } });
    expect(read).not.toHaveProperty('event.message.media');
  });
});

describe('a tap on a button', () => {
  const tap = { from: ANA, data: 'seguir', label: 'Sí, sigamos', id: 'tap-1', botId: BOT };

  it('says the words on the button, the data behind it, and the id to answer it by', () => {
    expect(parse(tapUpdate(tap))).toMatchObject({
      event: {
        kind: 'message',
        message: {
          providerId: '123456789:10001',
          from: '700111222',
          text: 'Sí, sigamos',
          button: { id: 'seguir', tapId: 'tap-1' },
          receivedAt: NOW,
        },
      },
    });
  });

  it('on a message that Telegram no longer shows has no words, and keeps its data', () => {
    const { callback_query: query } = tapUpdate(tap);
    const gone = { chat: { id: ANA.id, type: 'private' }, message_id: 9, date: 0 };
    expect(parse({ callback_query: { ...query, message: gone } })).toMatchObject({
      event: { message: { text: '', button: { id: 'seguir', tapId: 'tap-1' } } },
    });
  });

  it('of a game is ignored', () => {
    const { callback_query: query } = tapUpdate(tap);
    const game = { ...query, data: undefined, game_short_name: 'x' };
    expect(parse({ callback_query: game })).toMatchObject({ event: { kind: 'ignored' } });
  });
});

describe('a person', () => {
  it.each([
    [true, 'blocked'],
    [false, 'unblocked'],
  ])('who blocks the bot: %s, is %s', (blocks, kind) => {
    expect(parse(memberUpdate(ANA, { blocks, botId: BOT }))).toEqual({
      ok: true,
      event: { kind, updateKey: '123456789:10001', from: '700111222', at: expect.any(Number) },
    });
  });
});

describe('what is not for us', () => {
  const group = { id: -4001, type: 'group', title: 'Grupo' };
  it.each([
    ['an edit', editUpdate({ from: ANA, content: { text: 'Hola!' } })],
    ['a poll answer', { poll_answer: { poll_id: '1', option_ids: [0] } }],
    ['a group', wrote({ text: 'Hola', chat: group })],
    ['a bot', wrote({ text: 'Hola', from: { id: 5, is_bot: true, first_name: 'Bot' } })],
    ['a channel', wrote({ text: 'Hola', from: undefined, sender_chat: group })],
    ['a tap in a group', tapInGroup()],
    ["a tap on the buttons of another person's chat", tapOfAnother()],
    ['a group that removes the bot', memberOfGroup()],
  ])('is ignored, not an error: %s', (_what, content) => {
    expect(parse(content)).toMatchObject({ ok: true, event: { kind: 'ignored' } });
  });

  function tapInGroup(): UpdateContent {
    const { callback_query: query } = tapUpdate({ from: ANA, data: 'x', label: 'x', botId: BOT });
    return { callback_query: { ...query, message: { message_id: 9, date: 0, chat: group } } };
  }
  function tapOfAnother(): UpdateContent {
    const { callback_query: query } = tapUpdate({ from: ANA, data: 'x', label: 'x', botId: BOT });
    const chat = { id: ANA.id + 1, type: 'private' };
    return { callback_query: { ...query, message: { message_id: 9, date: 0, chat } } };
  }
  function memberOfGroup(): UpdateContent {
    const { my_chat_member: member } = memberUpdate(ANA, { blocks: true, botId: BOT });
    return { my_chat_member: { ...member, chat: group } };
  }

  it.each([
    ['update_id', { message: {} }],
    ['message', { update_id: 1, message: { text: 'x' } }],
    ['expected object', 'text'],
  ])('is refused without a %s, by name', (field, body) => {
    const parsed = parseTelegramUpdate(body, { botId: '1', receivedAt: 0 });
    expect(parsed).toEqual({ ok: false, problem: expect.stringContaining(field) });
  });
});

describe("the secret in Telegram's header", () => {
  const expected = 'A_secret-1';

  it('is accepted when it is ours', () => {
    expect(verifyTelegramSecret({ expected, received: expected })).toBe(true);
  });

  it.each([undefined, '', 'A_secret-', 'A_secret-12', 'a_secret-1', ' A_secret-1'])(
    'is refused when it is %j',
    (received) => {
      expect(verifyTelegramSecret({ expected, received })).toBe(false);
    },
  );

  it.each([undefined, '', 'with space', 'a'.repeat(257)])(
    'lets nobody in while the configured one is %j',
    (unusable) => {
      expect(verifyTelegramSecret({ expected: unusable, received: unusable })).toBe(false);
    },
  );
});

describe('the answer to the webhook', () => {
  it('is JSON without a method, so that Telegram executes nothing', () => {
    expect(JSON.parse(TELEGRAM_WEBHOOK_ANSWER)).toEqual({});
  });
});

describe('whatever an update holds', () => {
  it('it is read, ignored or refused, and never makes the parser fail', () => {
    const parts = ['text', 'photo', 'document', 'contact', 'chat', 'from', 'media_group_id', '__proto__'];
    const odd = fc.tuple(fc.constantFrom(...parts), fc.jsonValue());
    fc.assert(
      fc.property(odd, ([name, content]) => {
        const read = message({ text: 'Hola', [name]: content });
        expect(read.ok ? read.event.kind : read.problem).toEqual(expect.any(String));
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (content) => {
        const read = parse({ message: content as object });
        expect(read.ok ? read.event.kind : read.problem).toEqual(expect.any(String));
      }),
    );
  });
});
