import { createTestBot, deliver, fromMeta, metaMessage } from '../../support/bot-webhooks';
import { createTestApi, PUBLIC_URL, type TestApi } from '../../support/test-api';

let api: TestApi;
let bot: string;
beforeAll(async () => {
  api = await createTestApi();
  bot = await createTestBot(api, 'mine');
});
afterAll(() => api.close());

interface Sender {
  channel: string;
  botId: string | null;
  health: string;
  reasons: string[];
  webhookUrl: string | null;
  lastVerifiedAt: string | null;
  lastRefusedAt: string | null;
  messagesPerSecond: number | null;
  lastDay: { sent: number; failed: number };
}

const senders = async (on: TestApi = api) =>
  ((await on.call('get', '/api/whatsapp')).body as { items: Sender[] }).items;
const meta = async () => (await senders()).find(({ channel }) => channel === 'whatsapp-cloud');

describe('the senders of an account', () => {
  it('are its bots with the address of their webhooks, and the channels of this server', async () => {
    const all = await senders();
    expect(all.map(({ channel, botId }) => [channel, botId === null])).toEqual([
      ...[
        ['botpress', true],
        ['simulator', true],
        ['twilio', true],
      ],
      ...[
        ['botpress', false],
        ['telegram', false],
        ['twilio', false],
        ['whatsapp-cloud', false],
      ],
    ]);
    expect(await meta()).toMatchObject({
      ...{ botId: bot, messagesPerSecond: 80, lastVerifiedAt: null, health: 'attention' },
      webhookUrl: `${PUBLIC_URL}/api/webhook/whatsapp-cloud/${bot}`,
      reasons: [expect.stringContaining('No webhook')],
    });
    const theirs = await senders(api.asStranger());
    expect(theirs.filter(({ botId }) => botId !== null)).toEqual([]);
  });

  it('tell of webhooks with a wrong signature, until a right one comes', async () => {
    const delivery = fromMeta(bot, [metaMessage()]);
    expect((await deliver(api, delivery, delivery.proofFor('another'))).status).toBe(403);
    expect(await meta()).toMatchObject({
      ...{ lastVerifiedAt: null, lastRefusedAt: expect.any(String) },
      reasons: [expect.stringContaining('wrong signature')],
    });
    expect((await deliver(api, delivery, delivery.proofFor('mine'))).status).toBe(200);
    expect(await meta()).toMatchObject({ lastVerifiedAt: expect.any(String), health: 'ok', reasons: [] });
  });
});

describe('a test message', () => {
  const send = (key: string, body: object) =>
    api.call('post', '/api/whatsapp/test-messages').set('idempotency-key', key).send(body);
  const body = {
    sender: 'mine/whatsapp-cloud',
    phone: '3001112244',
    content: { kind: 'text', text: 'hola' },
  };

  it('goes through the ledger by the sender that is named, once for its key', async () => {
    const [first, again] = [await send('one', body), await send('one', body)];
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(first.body).toMatchObject({ channel: 'whatsapp-cloud', origin: 'message:one' });
    expect((again.body as { id: string }).id).toBe((first.body as { id: string }).id);
    const id = (first.body as { id: string }).id;
    const rows = await api.database.dataSource.query('SELECT bot_id FROM send WHERE id = $1', [id]);
    expect(rows).toEqual([{ bot_id: bot }]);
    expect(api.temporal.asked).toContain(`send ${id}`);
  });

  it.each([
    ['a sender that is not there', { sender: 'nobody' }, 400],
    ['nobody to write to', { phone: '12' }, 400],
  ])('is refused with %s', async (_what, change, status) => {
    const answer = await send('refused', { ...body, ...change });
    expect(answer.status).toBe(status);
  });
});
