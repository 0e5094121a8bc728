import { createTelegramChannel } from '../../../channels/telegram/telegram-channel';
import type { FileRef, MessageContent } from '../../../domain/messaging/content';
import { startFakeTelegram } from '../../support/fake-telegram/fake-telegram';
import type { FakeTelegram } from '../../support/fake-telegram/fake-telegram';
import { outboundFile } from '../../support/outbound-file';
import { outbound } from '../../support/outbound-message';

const CHAT = '700111222';
let fake: FakeTelegram;

beforeAll(async () => {
  fake = await startFakeTelegram();
});
beforeEach(() => fake.clear());
afterAll(() => fake.close());

const ports = () => ({ botToken: fake.botToken, apiBaseUrl: fake.url });
const send = (content: MessageContent, files = [outboundFile()]) =>
  createTelegramChannel(ports()).send(outbound({ to: CHAT, content, files }));
const own = (ref: Partial<FileRef> = {}): FileRef => ({
  kind: 'image',
  media: outboundFile().id,
  ...ref,
});
const at = (name: string, ref: Partial<FileRef> = {}): FileRef => ({
  kind: 'image',
  url: `https://files.example/${name}`,
  ...ref,
});
const yesNo = [
  { id: 'si', label: 'Sí' },
  { id: 'no', label: 'No' },
];

describe('a file sent through Telegram', () => {
  it.each([
    ['image' as const, 'sendPhoto', 'photo'],
    ['video' as const, 'sendVideo', 'video'],
    ['audio' as const, 'sendAudio', 'audio'],
    ['document' as const, 'sendDocument', 'document'],
  ])('is uploaded when Telegram does not know it, byte by byte: %s', async (kind, method, stored) => {
    const fileName = 'menú "de hoy".jpg';
    const file = outboundFile({ kind, fileName });

    const outcome = await send({ kind: 'file', file: own({ kind, caption: 'Mañana 8:00' }) }, [file]);

    expect(outcome).toEqual({ kind: 'accepted', providerId: `${CHAT}:1` });
    const [sent] = fake.ledger.to(CHAT);
    expect(sent).toMatchObject({
      method,
      text: 'Mañana 8:00',
      file: { kind: stored, mimeType: 'image/jpeg' },
    });
    expect(sent?.file?.fileName).toBe(fileName);
    expect(sent?.file?.bytes).toEqual(await file.read());
    expect(file.remembered).toEqual([{ platformFileId: sent?.file?.fileId, expiresAt: null }]);
  });

  it('is named by the id it had the last time, without its bytes', async () => {
    const first = outboundFile();
    await send({ kind: 'file', file: own() }, [first]);
    const platformFileId = first.remembered[0]?.platformFileId ?? '';
    const read = jest.fn();
    const again = outboundFile({ platformFileId, read });

    expect(await send({ kind: 'file', file: own() }, [again])).toMatchObject({ kind: 'accepted' });
    expect(fake.ledger.to(CHAT).map(({ file }) => file?.fileId)).toEqual([platformFileId, platformFileId]);
    expect(read).not.toHaveBeenCalled();
    expect(again.remembered).toEqual([]);
  });

  it('is uploaded anew, once, when Telegram no longer knows the id', async () => {
    const file = outboundFile({ platformFileId: 'gone' });

    expect(await send({ kind: 'file', file: own() }, [file])).toMatchObject({ kind: 'accepted' });
    const platformFileId = fake.ledger.to(CHAT)[0]?.file?.fileId;
    expect(file.remembered).toEqual([{ platformFileId, expiresAt: null }]);
  });

  it('goes by its address when it has one', async () => {
    await send({ kind: 'file', file: at('menu.png', { caption: 'El menú' }) }, []);

    expect(fake.ledger.to(CHAT)).toMatchObject([
      { method: 'sendPhoto', body: { photo: 'https://files.example/menu.png', caption: 'El menú' } },
    ]);
  });

  it('waits, with no call made, while it cannot be read', async () => {
    const file = outboundFile({ read: () => Promise.reject(new Error('the store is away')) });

    expect(await send({ kind: 'file', file: own() }, [file])).toMatchObject({ kind: 'not-sent' });
    expect(fake.ledger.all()).toEqual([]);
  });

  it('is sent although its new id cannot be kept', async () => {
    const file = outboundFile({ remember: () => Promise.reject(new Error('the database is away')) });

    expect(await send({ kind: 'file', file: own() }, [file])).toMatchObject({ kind: 'accepted' });
  });

  it.each([
    ['too large', own(), { sizeBytes: 10 * 1_048_576 + 1 }, 'file-too-large'],
    ['an image of a type Telegram shows nowhere', own(), { mimeType: 'image/svg+xml' }, 'file-unsupported'],
    [
      'at an address that is not https',
      at('x', { url: 'http://files.example/x' }),
      {},
      'file-address-invalid',
    ],
    ['with words longer than a caption', own({ caption: 'a'.repeat(1025) }), {}, 'caption-too-long'],
  ])('is refused before any call when it is %s', async (_what, ref, parts, code) => {
    const outcome = await send({ kind: 'file', file: ref }, [outboundFile(parts)]);

    expect(outcome).toMatchObject({ kind: 'rejected', code });
    expect(fake.ledger.all()).toEqual([]);
  });
});

describe('an album sent through Telegram', () => {
  it('is one message to us: uploads and addresses together, each with its caption, in order', async () => {
    const file = outboundFile();
    const files = [own({ caption: 'uno' }), at('dos.mp4', { kind: 'video', caption: 'dos' })];

    expect(await send({ kind: 'album', files }, [file])).toEqual({
      kind: 'accepted',
      providerId: `${CHAT}:1`,
    });

    const sent = fake.ledger.to(CHAT);
    expect(sent.map(({ text, file: one }) => [text, one?.kind])).toEqual([
      ['uno', 'photo'],
      ['dos', 'video'],
    ]);
    expect(new Set(sent.map(({ albumId }) => albumId)).size).toBe(1);
    expect(file.remembered).toEqual([{ platformFileId: sent[0]?.file?.fileId, expiresAt: null }]);
  });

  it('keeps the id of each file with the right file', async () => {
    const uploads = ['a', 'b', 'c'].map((id) =>
      outboundFile({ id, kind: 'document', fileName: `${id}.pdf`, mimeType: 'application/pdf' }),
    );
    const files = uploads.map(({ id }): FileRef => ({ kind: 'document', media: id }));

    await send({ kind: 'album', files }, uploads);

    const names = new Map(fake.ledger.to(CHAT).map(({ file }) => [file?.fileId, file?.fileName]));
    expect(uploads.map(({ remembered: [kept] }) => names.get(kept?.platformFileId))).toEqual([
      'a.pdf',
      'b.pdf',
      'c.pdf',
    ]);
  });

  it.each([
    ['one file', [at('1')]],
    ['eleven files', Array.from({ length: 11 }, (_, index) => at(String(index)))],
    ['a document among pictures', [at('1'), at('2', { kind: 'document' })]],
  ])('is refused before any call with %s', async (_what, files) => {
    expect(await send({ kind: 'album', files }, [])).toMatchObject({
      kind: 'rejected',
      code: 'album-invalid',
    });
    expect(fake.ledger.all()).toEqual([]);
  });
});

describe('choices sent through Telegram', () => {
  it('are buttons, one a row, under the words', async () => {
    await send({ kind: 'choices', text: '¿Vienes?', options: yesNo });

    expect(fake.ledger.to(CHAT)).toMatchObject([
      {
        method: 'sendMessage',
        text: '¿Vienes?',
        body: {
          reply_markup: {
            inline_keyboard: [[{ text: 'Sí', callback_data: 'si' }], [{ text: 'No', callback_data: 'no' }]],
          },
        },
      },
    ]);
  });

  it('are under a file that is uploaded, with the words as its caption', async () => {
    const content: MessageContent = { kind: 'choices', text: '¿Este?', file: own(), options: yesNo };

    expect(await send(content)).toMatchObject({ kind: 'accepted' });

    const [sent] = fake.ledger.to(CHAT);
    expect(sent).toMatchObject({ method: 'sendPhoto', text: '¿Este?', file: { kind: 'photo' } });
    expect(sent?.body).toMatchObject({
      reply_markup: { inline_keyboard: [[{ text: 'Sí' }], [{ text: 'No' }]] },
    });
  });

  it.each([
    ['an id of more than 64 bytes', [{ id: 'ñ'.repeat(33), label: 'Sí' }]],
    ['the same id twice', [yesNo[0], yesNo[0]].flatMap((option) => option ?? [])],
    ['no options', []],
  ])('are refused before any call with %s', async (_what, options) => {
    const outcome = await send({ kind: 'choices', text: '¿Vienes?', options });

    expect(outcome).toMatchObject({ kind: 'rejected', code: 'choices-invalid' });
    expect(fake.ledger.all()).toEqual([]);
  });

  it('may have an id of exactly 64 bytes', async () => {
    const options = [{ id: 'ñ'.repeat(32), label: 'Sí' }];
    expect(await send({ kind: 'choices', text: '¿Vienes?', options })).toMatchObject({ kind: 'accepted' });
  });
});

test('a bot that is told to slow down is told so for every chat, until the wait is over', async () => {
  fake.script({ floodUntil: Date.now() + 9_500 });
  const channel = createTelegramChannel(ports());

  for (const to of [CHAT, '700333444']) {
    expect(await channel.send(outbound({ to }))).toMatchObject({ kind: 'not-sent', retryAfterMs: 10_000 });
  }
  fake.script({ floodUntil: 0 });
  expect(await channel.send(outbound({ to: CHAT }))).toMatchObject({ kind: 'accepted' });
});
