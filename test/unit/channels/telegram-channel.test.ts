import { createTelegramChannel } from '../../../channels/telegram/telegram-channel';
import type { TelegramSettings } from '../../../channels/telegram/telegram-channel';
import { startFakeTelegram } from '../../support/fake-telegram/fake-telegram';
import type { FakeTelegram } from '../../support/fake-telegram/fake-telegram';
import { outbound } from '../../support/outbound-message';

const CHAT = '700111222';
let fake: FakeTelegram;

beforeAll(async () => {
  fake = await startFakeTelegram();
});
beforeEach(() => fake.clear());
afterAll(() => fake.close());

function channel(settings: Partial<TelegramSettings> = {}) {
  return createTelegramChannel({ botToken: fake.botToken, apiBaseUrl: fake.url, ...settings });
}

const toChat = (parts: Parameters<typeof outbound>[0] = {}) => outbound({ to: CHAT, ...parts });

describe('a send through Telegram', () => {
  it('is accepted under its chat and number, because every chat counts on its own', async () => {
    const shared = channel();
    expect(await shared.send(toChat())).toEqual({ kind: 'accepted', providerId: `${CHAT}:1` });
    expect(await shared.send(toChat())).toEqual({ kind: 'accepted', providerId: `${CHAT}:2` });
    expect(await shared.send(toChat({ to: '700333444' }))).toMatchObject({ providerId: '700333444:1' });
    expect(fake.ledger.to(CHAT)).toMatchObject([{ text: 'Hola, Ana 👋' }, { text: 'Hola, Ana 👋' }]);
  });

  it('may have 4,096 characters, and not one more', async () => {
    const text = (length: number) => toChat({ content: { kind: 'text', text: 'a'.repeat(length) } });
    expect(await channel().send(text(4096))).toMatchObject({ kind: 'accepted' });
    expect(await channel().send(text(4097))).toMatchObject({ kind: 'rejected', code: 'text-too-long' });
    expect(fake.ledger.all()).toHaveLength(1);
  });

  it.each([
    [
      'a template',
      toChat({ content: { kind: 'template', template: 'bienvenida:es', variables: {} } }),
      'template-unsupported',
    ],
    ['no text', toChat({ content: { kind: 'text', text: ' \n' } }), 'text-empty'],
    ['a recipient that is a phone number', outbound({ to: '+573001112233' }), 'recipient-invalid'],
    ['a recipient that is a name', outbound({ to: '@ana' }), 'recipient-invalid'],
    ['a recipient longer than any id', outbound({ to: '1'.repeat(17) }), 'recipient-invalid'],
  ])('is refused before any call with %s', async (_what, message, code) => {
    fake.script({ next: [{ kind: 'fail-before' }] });
    expect(await channel().send(message)).toMatchObject({ kind: 'rejected', code, optedOut: false });
    expect(await channel().send(toChat())).toMatchObject({ kind: 'unknown' });
  });

  it.each([
    ['blocked' as const, 'bot-blocked', true],
    ['deactivated' as const, 'user-deactivated', false],
    ['not-started' as const, 'not-started', false],
    ['not-found' as const, 'chat-not-found', false],
  ])('to a chat that is %s is rejected as %s; opted out: %s', async (refusal, code, optedOut) => {
    fake.script({ rejects: { [CHAT]: refusal } });
    expect(await channel().send(toChat())).toMatchObject({ kind: 'rejected', code, optedOut });
  });

  it('to a group that moved is rejected and names the new chat', async () => {
    fake.script({ rejects: { '-4001': 'migrated' } });
    expect(await channel().send(toChat({ to: '-4001' }))).toEqual({
      kind: 'rejected',
      code: 'chat-migrated',
      detail: expect.stringContaining('-1001234567890'),
      optedOut: false,
    });
  });

  it('that is refused without a reason we know keeps the number of the refusal', async () => {
    fake.script({
      next: [
        { kind: 'reject', code: 1 },
        { kind: 'reject', code: 1, status: 403 },
      ],
    });
    expect(await channel().send(toChat())).toMatchObject({ code: '400', optedOut: false });
    expect(await channel().send(toChat())).toMatchObject({ code: '403', optedOut: false });
  });

  it('that is told to slow down waits as long as Telegram says, and was not processed', async () => {
    fake.script({
      next: [
        { kind: 'too-many', retryAfterSeconds: 35 },
        { kind: 'too-many', retryAfterSeconds: 86_400 },
        { kind: 'too-many' },
      ],
    });
    const waits: unknown[] = [];
    for (let tried = 0; tried < 3; tried += 1) waits.push(await channel().send(toChat()));
    expect(waits).toMatchObject([35_000, 3_600_000, 1000].map((retryAfterMs) => ({ retryAfterMs })));
    expect(fake.ledger.all()).toEqual([]);
  });

  it.each([
    ['the answer never comes', { kind: 'accept-then-hang' as const }, 1],
    ['the answer comes too slowly, byte by byte', { kind: 'accept-then-drip' as const, ms: 40 }, 1],
    ['the connection breaks after it was made', { kind: 'accept-then-reset' as const }, 1],
    ['Telegram fails after making it', { kind: 'fail-after-accept' as const, status: 502 }, 1],
    ['the connection breaks before it was made', { kind: 'reset-before' as const }, 0],
    ['Telegram fails before making it', { kind: 'fail-before' as const }, 0],
    ['Telegram hangs before making it', { kind: 'hang-before' as const }, 0],
  ])('is of unknown fate, and called once, when %s', async (_what, fault, accepted) => {
    fake.script({ next: [fault] });
    expect(await channel({ timeoutMs: 700 }).send(toChat())).toMatchObject({ kind: 'unknown' });
    expect(fake.ledger.summary().accepted).toBe(accepted);
  });

  it.each(['{"ok":true}', '<html>', '{"ok":false,"result":{"message_id":1,"chat":{"id":2}}}'])(
    'is of unknown fate when it is answered with 200 and %s',
    async (text) => {
      const exchange = () => Promise.resolve({ kind: 'answered' as const, status: 200, headers: {}, text });
      expect(await channel({ exchange }).send(toChat())).toMatchObject({ kind: 'unknown' });
    },
  );

  it('is not sent when nobody listens', async () => {
    const outcome = await channel({ apiBaseUrl: 'http://127.0.0.1:1' }).send(toChat());
    expect(outcome).toMatchObject({ kind: 'not-sent' });
  });

  it('with a wrong token is refused', async () => {
    const outcome = await channel({ botToken: '123456789:wrong' }).send(toChat());
    expect(outcome).toMatchObject({ kind: 'rejected', detail: expect.stringContaining('token is wrong') });
  });

  it("keeps chats, texts and the token out of what it says, though Telegram's own answer holds them", async () => {
    fake.script({ next: [{ kind: 'reject', code: 1 }, { kind: 'too-many' }, { kind: 'fail-before' }] });
    const shared = channel();
    const outcomes: unknown[] = [];
    for (let sent = 0; sent < 3; sent += 1) outcomes.push(await shared.send(toChat()));
    outcomes.push(await channel({ apiBaseUrl: 'http://127.0.0.1:1' }).send(toChat()));
    expect(JSON.stringify(outcomes)).not.toMatch(/700111222|Hola|127\.0\.0\.1|fake-bot-secret/);
  });

  it('is never a bot trigger: that would be our own mistake', async () => {
    const message = toChat({ content: { kind: 'bot-trigger', session: 1, day: 1 } });
    await expect(channel().send(message)).rejects.toThrow('goes to a bot');
  });
});

describe('the Telegram channel', () => {
  it('is known by the public half of its token, keeps no window, and can list nothing', () => {
    expect(channel()).toMatchObject({
      name: 'telegram',
      sender: '123456789',
      windowApplies: false,
      messagesPerSecond: 30,
    });
    expect(channel()).not.toHaveProperty('findSent');
  });

  it.each(['', 'secret', 'abc:def', '123:'])('refuses the token %j without repeating it', (botToken) => {
    expect(() => createTelegramChannel({ botToken })).toThrow(/^A Telegram bot token is digits, a colon/);
  });
});
