import type { InboundMedia } from '../../../channels/channel';
import { telegramFromCredentials } from '../../../channels/telegram/from-credentials';
import { setTelegramWebhook } from '../../../channels/telegram/set-webhook';
import { createTelegramChannel } from '../../../channels/telegram/telegram-channel';
import { startFakeTelegram } from '../../support/fake-telegram/fake-telegram';
import type { FakeTelegram } from '../../support/fake-telegram/fake-telegram';
import { ANA, tapOn } from '../../support/fake-telegram/updates';
import { serveOnLoopback } from '../../support/loopback-server';
import { outbound } from '../../support/outbound-message';

let fake: FakeTelegram;

beforeAll(async () => {
  fake = await startFakeTelegram();
});
beforeEach(() => fake.clear());
afterAll(() => fake.close());

const channel = () => createTelegramChannel({ botToken: fake.botToken, apiBaseUrl: fake.url });
const photo = (bytes: Buffer) =>
  fake.addFile({ kind: 'photo', bytes, fileName: 'tarea #1.jpg', mimeType: 'image/jpeg' });
const media = (providerFileId: string, parts: Partial<InboundMedia> = {}): InboundMedia => ({
  ...{ kind: 'image', providerFileId, mimeType: null, fileName: null, albumId: null },
  ...parts,
});

describe("a person's file", () => {
  it('is fetched with its bytes, and named as the person or else Telegram names it', async () => {
    const id = photo(Buffer.from([1, 2, 3]));

    expect(await channel().fetchFile?.(media(id))).toEqual({
      kind: 'fetched',
      bytes: Buffer.from([1, 2, 3]),
      mimeType: 'application/octet-stream',
      fileName: expect.stringContaining('tarea #1.jpg'),
    });
    const named = media(id, { mimeType: 'image/jpeg', fileName: 'mía.jpg' });
    expect(await channel().fetchFile?.(named)).toMatchObject({ mimeType: 'image/jpeg', fileName: 'mía.jpg' });
  });

  it('is refused when Telegram no longer knows it, or it is too large', async () => {
    expect(await channel().fetchFile?.(media('unknown'))).toMatchObject({ kind: 'refused' });
    for (const megabytes of [17, 21]) {
      const id = photo(Buffer.alloc(megabytes * 1_048_576));
      expect(await channel().fetchFile?.(media(id))).toEqual({
        kind: 'refused',
        detail: 'The file is too large',
      });
    }
  });

  it('is never fetched from where a redirect leads, because the address holds the token', async () => {
    const asked: string[] = [];
    const elsewhere = await serveOnLoopback((req, res) => {
      asked.push(req.url ?? '');
      res.end('stolen');
    });
    const id = photo(Buffer.from([1]));
    fake.script({ fileRedirect: `${elsewhere.url}/x` });

    const fetched = await channel().fetchFile?.(media(id));
    await elsewhere.close();

    expect(fetched).toMatchObject({ kind: 'refused' });
    expect(asked).toEqual([]);
    expect(JSON.stringify(fetched)).not.toContain(fake.botToken);
  });

  it.each([
    ['Telegram cannot be reached', { kind: 'unreached' as const, detail: 'the connection failed' }],
    ['Telegram fails', { kind: 'answered' as const, status: 502, headers: {}, text: '' }],
  ])('is fetched later when %s', async (_what, answer) => {
    const exchange = () => Promise.resolve(answer);
    const broken = createTelegramChannel({ botToken: fake.botToken, exchange });
    expect(await broken.fetchFile?.(media('x'))).toMatchObject({ kind: 'later' });
  });

  it('is fetched when the wait is over that Telegram asks for', async () => {
    const text =
      '{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":7}}';
    const exchange = () => Promise.resolve({ kind: 'answered' as const, status: 429, headers: {}, text });
    const busy = createTelegramChannel({ botToken: fake.botToken, exchange });
    expect(await busy.fetchFile?.(media('x'))).toMatchObject({ kind: 'later', retryAfterMs: 7000 });
  });

  it('is not looked for where a path leads out of the bot', async () => {
    const asked: string[] = [];
    const text = '{"ok":true,"result":{"file_path":"../../other/file"}}';
    const exchange = ({ url }: { url: string }) => {
      asked.push(url);
      return Promise.resolve({ kind: 'answered' as const, status: 200, headers: {}, text });
    };
    const fetched = await createTelegramChannel({ botToken: fake.botToken, exchange }).fetchFile?.(
      media('x'),
    );
    expect(fetched).toMatchObject({ kind: 'refused' });
    expect(asked).toHaveLength(1);
  });
});

describe('a tap', () => {
  it('is answered by its id', async () => {
    const options = [{ id: 'si', label: 'Sí' }];
    const content = { kind: 'choices' as const, text: '¿Vienes?', options };
    await channel().send(outbound({ to: String(ANA.id), content }));
    const [sent] = fake.ledger.to(String(ANA.id));
    if (!sent) throw new Error('The question was not sent');
    fake.tell(tapOn(sent, { from: ANA, label: 'Sí', id: 'tap-7', botId: fake.botId }));

    await channel().answerTap?.('tap-7');

    expect(fake.answeredTaps()).toEqual(['tap-7']);
  });

  it('that Telegram knows nothing of, or cannot be asked about, is no error', async () => {
    await expect(channel().answerTap?.('unknown')).resolves.toBeUndefined();
    const away = createTelegramChannel({ botToken: fake.botToken, apiBaseUrl: 'http://127.0.0.1:1' });
    await expect(away.answerTap?.('tap-7')).resolves.toBeUndefined();
  });
});

describe('the webhook of a bot', () => {
  const credentials = () => ({ botToken: fake.botToken, webhookSecret: 'a-secret_1' });
  const set = (parts: Partial<Parameters<typeof setTelegramWebhook>[0]> = {}) =>
    setTelegramWebhook({
      ...{ credentials: credentials(), apiBaseUrl: fake.url },
      url: 'https://hilo.example/api/webhook/telegram/bot-1',
      ...parts,
    });

  it('is set with its secret, for what Hilo reads and nothing else, and drops no waiting update', async () => {
    expect(await set()).toEqual({ kind: 'set' });
    expect(fake.webhook()).toEqual({
      url: 'https://hilo.example/api/webhook/telegram/bot-1',
      secret_token: 'a-secret_1',
      allowed_updates: ['message', 'callback_query', 'my_chat_member'],
      drop_pending_updates: false,
    });
  });

  it.each([
    ['an address that is not https', { url: 'http://hilo.example/x' }, /PUBLIC_BASE_URL/],
    ['no token', { credentials: { botToken: 'x', webhookSecret: 's' } }, /bot token/],
    [
      'a secret Telegram takes not',
      { credentials: { botToken: '1:a', webhookSecret: 'ñ' } },
      /webhook secret/,
    ],
    [
      'a token of no bot',
      { credentials: { botToken: '1:wrong', webhookSecret: 's' } },
      /check the bot token/,
    ],
  ])('is refused with %s, in words that help and hold no secret', async (_what, parts, words) => {
    const result = await set(parts);
    expect(result).toMatchObject({ kind: 'refused', detail: expect.stringMatching(words) });
    expect(JSON.stringify(result)).not.toContain(fake.botToken);
  });

  it('is set later when Telegram cannot be reached', async () => {
    expect(await set({ apiBaseUrl: 'http://127.0.0.1:1' })).toMatchObject({ kind: 'later' });
  });
});

test('a bot sends with the credentials that were kept for it', async () => {
  const own = telegramFromCredentials(
    { botToken: fake.botToken, webhookSecret: 's' },
    { apiBaseUrl: fake.url },
  );
  expect(own).toMatchObject({ name: 'telegram', sender: String(fake.botId) });
  expect(await own.send(outbound({ to: '700111222' }))).toMatchObject({ kind: 'accepted' });
});
