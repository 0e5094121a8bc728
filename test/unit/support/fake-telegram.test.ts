import { parseTelegramUpdate } from '../../../channels/telegram/parse-inbound';
import { verifyTelegramSecret } from '../../../channels/telegram/verify-secret';
import { TELEGRAM_WEBHOOK_ANSWER } from '../../../channels/telegram/webhook-answer';
import { startFakeTelegram } from '../../support/fake-telegram/fake-telegram';
import type { FakeTelegram } from '../../support/fake-telegram/fake-telegram';
import { ANA, memberUpdate, messageUpdate, tapUpdate } from '../../support/fake-telegram/updates';
import { serveOnLoopback } from '../../support/loopback-server';
import type { LoopbackServer } from '../../support/loopback-server';

interface Answer {
  status: number;
  body: string;
}

let fake: FakeTelegram;
let api: LoopbackServer;
let answer: () => Answer;
const received: { secret: string; body: unknown }[] = [];

beforeEach(async () => {
  received.length = 0;
  answer = () => ({ status: 200, body: TELEGRAM_WEBHOOK_ANSWER });
  api = await serveOnLoopback((req, res) => {
    let text = '';
    req.on('data', (chunk: Buffer) => (text += chunk.toString()));
    req.on('end', () => {
      const secret = String(req.headers['x-telegram-bot-api-secret-token']);
      received.push({ secret, body: JSON.parse(text) });
      const { status, body } = answer();
      res.writeHead(status).end(body);
    });
  });
  fake = await startFakeTelegram({ script: { webhookUrl: `${api.url}/api/webhook/telegram` } });
});
afterEach(async () => {
  await fake.close();
  await api.close();
});

const wrote = (text: string) => messageUpdate({ from: ANA, content: { text } });
const events = () =>
  received.map(({ body }) => {
    const parsed = parseTelegramUpdate(body, { botId: String(fake.botId), receivedAt: Date.now() });
    return parsed.ok ? parsed.event : parsed;
  });
const texts = () => events().map((event) => ('message' in event ? event.message.text : event));

describe('the updates of the fake Telegram', () => {
  it('come one by one, in order, with the secret, and are read back to what was said', async () => {
    const ids = fake.tell(
      wrote('Sí 👍'),
      tapUpdate({ from: ANA, data: 'seguir', label: 'Sigamos', botId: fake.botId }),
      memberUpdate(ANA, { blocks: true, botId: fake.botId }),
    );
    await fake.quiet();
    expect(events()).toMatchObject([
      { kind: 'message', message: { providerId: `${fake.botId}:${ids[0]}`, text: 'Sí 👍' } },
      { kind: 'message', message: { text: 'Sigamos', button: { id: 'seguir' } } },
      { kind: 'blocked', from: String(ANA.id) },
    ]);
    const expected = fake.secretToken;
    expect(received.map(({ secret }) => verifyTelegramSecret({ expected, received: secret }))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('wait for the one before them, which is repeated until it is taken', async () => {
    const answers = [500, 200];
    answer = () => ({ status: answers.shift() ?? 200, body: TELEGRAM_WEBHOOK_ANSWER });
    fake.tell(wrote('uno'), wrote('dos'));
    await fake.quiet();
    expect(texts()).toEqual(['uno', 'uno', 'dos']);
  });

  it('come in the other order, twice, or not at all, on command', async () => {
    fake.script({ webhooks: { reorder: 1 } });
    fake.tell(wrote('uno'), wrote('dos'));
    await fake.quiet();
    fake.script({ webhooks: { reorder: 0, duplicate: 1 } });
    fake.tell(wrote('tres'));
    await fake.quiet();
    fake.script({ webhooks: { lose: 1 } });
    fake.tell(wrote('cuatro'));
    await fake.quiet();
    expect(texts()).toEqual(['dos', 'uno', 'tres', 'tres']);
    const [, , first, again] = events();
    expect(again).toEqual(first);
  });

  it('have a method in their answer executed, which our own answer never names', async () => {
    fake.tell(wrote('uno'));
    await fake.quiet();
    expect(fake.executed).toEqual([]);
    answer = () => ({ status: 200, body: '{"method":"sendMessage","chat_id":1,"text":"x"}' });
    fake.tell(wrote('dos'));
    await fake.quiet();
    expect(fake.executed).toEqual(['sendMessage']);
  });
});

describe('the control of the fake Telegram', () => {
  it('lets another process make people write and hear what was posted', async () => {
    const control = (path: string, body: object) =>
      fetch(`${fake.url}/__control/${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
    await control('tell', [wrote('uno')]);
    const summary = await control('quiet', {});
    expect(await summary.json()).toMatchObject({ webhooks: { posted: 1, failed: 0, lost: 0 } });
    expect(texts()).toEqual(['uno']);
    expect((await control('tell', { not: 'a list' })).status).toBe(400);
  });
});
