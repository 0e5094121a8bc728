import request from 'supertest';
import { routeTable } from '../../../api/routes';
import { messageUpdate } from '../../support/fake-telegram/updates';
import { statusChange } from '../../support/fake-meta/webhook-events';
import {
  BUSINESS,
  createTestBot,
  deliver,
  fromBotpress,
  fromBridge,
  fromMeta,
  fromTelegram,
  fromTwilio,
  metaDelivery,
  metaMessage,
  telegramText,
  twilioMessage,
  type Delivery,
} from '../../support/bot-webhooks';
import { createTestApi, type TestApi } from '../../support/test-api';

const UNKNOWN_BOT = '01900000-0000-7000-8000-00000000ffff';
const STORED = ['contact', 'contact_identity', 'inbound_message', 'bot_dialog_state', 'send'];

let api: TestApi;
let bot: string;
beforeAll(async () => {
  api = await createTestApi();
  bot = await createTestBot(api, 'mine');
  await createTestBot(api, 'other', api.stranger.id);
  const named = { platform: 'whatsapp-web', credentials: { termsAccepted: true } } as const;
  await api.deps.platformCredentials.put(api.account.id, bot, { ...named, isActive: true });
});
afterAll(() => api.close());

async function rowsStored(): Promise<number> {
  const counts = await Promise.all(STORED.map((table) => api.rows(table)));
  return counts.reduce((sum, count) => sum + count, 0);
}

const message = { messageId: 'm1', conversationId: 'c1', text: 'hola' };
const status = statusChange(
  { id: 'wamid.1', to: '+573001112233', callbackData: null, status: 'read' },
  BUSINESS,
);

const written = {
  ...{ id: 'false_1', from: '+573001112233', to: '+573009998877', phone: null, name: null },
  ...{ text: 'hola', at: 1_790_000_000_000, file: null },
};

/** A request that each webhook of a bot would take if it were genuine. */
const deliveries: Record<string, (botId: string) => Delivery> = {
  '/api/webhook/telegram/{bot_id}': (botId) => fromTelegram(botId, telegramText('hola')),
  '/api/webhook/whatsapp-cloud/{bot_id}': (botId) => fromMeta(botId, [metaMessage(), status]),
  '/api/webhook/whatsapp/{bot_id}': (botId) => fromMeta(botId, [metaMessage()], 'whatsapp'),
  '/api/webhook/twilio/{bot_id}': (botId) => fromTwilio(botId, twilioMessage('SM1', 'hola')),
  '/api/webhook/twilio/{bot_id}/status': (botId) =>
    fromTwilio(
      botId,
      { MessageSid: 'SM1', MessageStatus: 'read' },
      { suffix: '/status', query: `?a=${UNKNOWN_BOT}` },
    ),
  '/api/webhook/whatsapp-web/{bot_id}': (botId) => fromBridge(botId, { kind: 'message', ...written }),
  '/api/webhook/botpress/{bot_id}': (botId) => fromBotpress(botId, message),
};

it('every webhook of a bot is held to these rules', () => {
  const paths = routeTable
    .filter(
      ({ access, path, method }) =>
        typeof access === 'object' && path.includes('bot_id') && method === 'post',
    )
    .map(({ path }) => path);
  expect(paths.sort()).toEqual([...Object.keys(deliveries), '/api/webhook/{platform}/{bot_id}'].sort());
});

describe.each(Object.entries(deliveries))('the webhook %s', (_path, deliveryTo) => {
  const refuses = async (delivery: Delivery, proof: string | undefined) => {
    const before = await rowsStored();
    const answer = await deliver(api, delivery, proof);
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'webhook_not_verified' });
    expect(await rowsStored()).toBe(before);
    return answer;
  };

  it.each([
    ['no proof', () => undefined],
    ['an empty proof', () => ''],
    ['a wrong proof', () => 'bm90IHRoZSByaWdodCBvbmUgIQ=='],
    ['a truncated proof', (delivery: Delivery) => delivery.proofFor('mine').slice(0, -3)],
    ["another bot's proof", (delivery: Delivery) => delivery.proofFor('other')],
  ])('refuses %s and stores nothing', async (_what, proofOf) => {
    const delivery = deliveryTo(bot);
    const answer = await refuses(delivery, proofOf(delivery));
    expect(answer.text).not.toContain(delivery.proofFor('mine'));
  });

  it('answers for a bot that does not exist, or is no id, as for a wrong secret', async () => {
    const known = await refuses(deliveryTo(bot), 'wrong');
    const withoutId = ({ text }: request.Response) => ({ ...(JSON.parse(text) as object), requestId: '' });
    for (const botId of [UNKNOWN_BOT, 'not-an-id', `${bot}x`]) {
      const delivery = deliveryTo(botId);
      const answer = await refuses(delivery, delivery.proofFor('mine'));
      expect(withoutId(answer)).toEqual(withoutId(known));
    }
  });

  it('takes a genuine request', async () => {
    const delivery = deliveryTo(bot);
    expect([200, 204]).toContain((await deliver(api, delivery, delivery.proofFor('mine'))).status);
  });
});

describe('a signature', () => {
  it.each([
    ['Meta', () => fromMeta(bot, [metaMessage({ body: 'hola' })])],
    ['Twilio', () => fromTwilio(bot, twilioMessage('SM-altered', 'hola'))],
  ])('of %s is refused for one altered byte', async (_name, delivery) => {
    const genuine = delivery();
    const altered = { ...genuine, body: genuine.body.replace('hola', 'hole') };
    expect((await deliver(api, altered, genuine.proofFor('mine'))).status).toBe(403);
  });

  it('is made over the bytes: emoji, escapes and spaces as they were written', async () => {
    const change = JSON.stringify(metaMessage({ id: 'wamid.bytes', body: 'PLACE' }));
    const written = change.replace('PLACE', '\\u00a1Listo! \\ud83d\\ude42 🙂');
    const body = `{ "object":"whatsapp_business_account",\n "entry":[{"id":"1","changes":[ ${written} ]}]}`;
    const delivery = metaDelivery(bot, body);
    expect((await deliver(api, delivery, delivery.proofFor('mine'))).status).toBe(200);
    const [row] = await api.database.dataSource.query<{ content: unknown }[]>(
      "SELECT content FROM inbound_message WHERE provider_id = 'wamid.bytes'",
    );
    expect(row?.content).toEqual({ text: '¡Listo! 🙂 🙂' });
  });

  it.each([
    ['an encoded query', '?tag=caf%C3%A9%20con%20leche&url=https%3A%2F%2Fx.example%2F'],
    ['an array parameter', '?a[]=1&a[]=2&b=%5B%5D'],
    ['a parameter given twice', '?a=1&a=2'],
  ])('of Twilio covers %s to the letter', async (_what, query) => {
    const delivery = fromTwilio(bot, twilioMessage('SM-query', 'hola'), { query });
    expect((await deliver(api, delivery, delivery.proofFor('mine'))).status).toBe(200);
    const other = { ...delivery, path: `${delivery.path}&more=1` };
    expect((await deliver(api, other, delivery.proofFor('mine'))).status).toBe(403);
  });
});

it('a body over 1 MB from Meta is taken, and one over 3 MB is not', async () => {
  const long = metaDelivery(bot, JSON.stringify({ object: 'x', pad: 'x'.repeat(2_500_000) }));
  expect((await deliver(api, long, long.proofFor('mine'))).status).toBe(200);
  const longer = metaDelivery(bot, JSON.stringify({ object: 'x', pad: 'x'.repeat(3_200_000) }));
  expect((await deliver(api, longer, longer.proofFor('mine'))).status).toBe(413);
});

it.each(['simulator', 'viber', '__proto__'])(
  'the platform %s is refused like an unknown bot',
  async (platform) => {
    const answers = await Promise.all([
      request(api.app).post(`/api/webhook/${platform}/${bot}`).send({}),
      request(api.app).get(`/api/webhook/${platform}/${bot}`),
    ]);
    expect(answers.map(({ status: code }) => code)).toEqual([403, 403]);
  },
);

describe("Meta's handshake", () => {
  const shake = (query: Record<string, string>, platform = 'whatsapp-cloud', botId = bot) =>
    request(api.app).get(`/api/webhook/${platform}/${botId}`).query(query);
  const right = { 'hub.mode': 'subscribe', 'hub.verify_token': 'verify-mine', 'hub.challenge': '1158201444' };

  it.each(['whatsapp-cloud', 'whatsapp'])(
    'is answered with the challenge as plain text on %s',
    async (platform) => {
      const answer = await shake(right, platform);
      expect([answer.status, answer.text]).toEqual([200, '1158201444']);
      expect(answer.headers['content-type']).toContain('text/plain');
    },
  );

  it.each([
    ['a wrong token', { ...right, 'hub.verify_token': 'verify-other' }],
    ['another mode', { ...right, 'hub.mode': 'unsubscribe' }],
    ['a challenge that a browser could run', { ...right, 'hub.challenge': '<script>' }],
    ['nothing', {}],
  ])('is refused for %s', async (_what, query) => {
    expect((await shake(query)).status).toBe(403);
  });

  it('is refused for a bot that does not exist', async () => {
    expect((await shake(right, 'whatsapp-cloud', UNKNOWN_BOT)).status).toBe(403);
  });
});

it('a platform that was switched off lets nobody in', async () => {
  const off = await createTestBot(api, 'off');
  await api.deps.platformCredentials.setActive(api.account.id, off, {
    platform: 'telegram',
    isActive: false,
  });
  expect((await deliver(api, fromTelegram(off, telegramText('hola')), 'telegram-off')).status).toBe(403);
});

it('a bot that was switched off still hears, so that whoever writes STOP to it is heeded', async () => {
  const off = await createTestBot(api, 'silent');
  await api.deps.bots.setActive(api.account.id, off, false);
  const luz = { id: 700_999_000, first_name: 'Luz' };
  const stop = fromTelegram(off, messageUpdate({ from: luz, content: { text: 'STOP' } }), 186);
  expect((await deliver(api, stop, 'telegram-silent')).status).toBe(200);
  const [row] = await api.database.dataSource.query<{ optedOutAt: Date | null }[]>(
    `SELECT contact.opted_out_at AS "optedOutAt" FROM contact
       JOIN contact_identity identity ON identity.contact_id = contact.id WHERE identity.address = $1`,
    [String(luz.id)],
  );
  expect(row).toEqual({ optedOutAt: expect.any(Date) });
});
