import { handleStoredMessage } from '../../../api/inbound/receive-message';
import { statusChange } from '../../support/fake-meta/webhook-events';
import { ANA, tapUpdate } from '../../support/fake-telegram/updates';
import {
  BUSINESS,
  createTestBot,
  deliver,
  fromBotpress,
  fromMeta,
  fromTelegram,
  fromTwilio,
  metaDelivery,
  metaMessage,
  PHONE,
  telegramText,
  twilioMessage,
  type Delivery,
} from '../../support/bot-webhooks';
import { createTestApi, type TestApi } from '../../support/test-api';

let api: TestApi;
let bot: string;
beforeEach(async () => {
  api = await createTestApi();
  bot = await createTestBot(api, 'mine');
});
afterEach(() => api.close());

const genuine = (delivery: Delivery) => deliver(api, delivery, delivery.proofFor('mine'));
const told = (what: string) => api.temporal.asked.filter((line) => line.startsWith(`${what} `));

interface StoredRow {
  id: string;
  bot_id: string | null;
  dialog_state_id: string | null;
  content: object;
  handled_at: Date | null;
}
const stored = () =>
  api.database.dataSource.query<StoredRow[]>(
    'SELECT id, bot_id, dialog_state_id, content, handled_at FROM inbound_message ORDER BY id',
  );

describe('a message to a bot', () => {
  it.each<[string, (botId: string) => Delivery]>([
    ['telegram', (botId) => fromTelegram(botId, telegramText('hola'))],
    ['whatsapp-cloud', (botId) => fromMeta(botId, [metaMessage()])],
    ['twilio', (botId) => fromTwilio(botId, twilioMessage('SM1', 'hola'))],
    ['botpress', (botId) => fromBotpress(botId, { messageId: 'm1', conversationId: 'c1', text: 'hola' })],
  ])('on %s is stored with its dialog and signalled to its conversation', async (platform, deliveryTo) => {
    expect((await genuine(deliveryTo(bot))).status).toBe(200);
    const [row] = await stored();
    expect(row).toMatchObject({ bot_id: bot, content: { text: 'hola' }, handled_at: expect.any(Date) });
    const [dialog] = await api.deps.dialogs.ofBot(api.account.id, bot);
    expect(row?.dialog_state_id).toBe(dialog);
    await expect(api.deps.dialogs.get(api.account.id, dialog ?? '')).resolves.toMatchObject({ platform });
    expect(told('message')).toEqual([`message ${dialog} ${row?.id}`]);
  });

  it('that comes five times at once is one row and one signal', async () => {
    const delivery = fromTelegram(bot, telegramText('hola'));
    const answers = await Promise.all(Array.from({ length: 5 }, () => genuine(delivery)));
    expect(answers.map(({ status, text }) => [status, text])).toEqual(Array(5).fill([200, '{}']));
    expect(await stored()).toHaveLength(1);
    expect(told('message')).toHaveLength(1);
  });

  it('that comes again weeks later has no effect', async () => {
    const monthAgo = Math.floor(Date.now() / 1000) - 30 * 86_400;
    const delivery = fromMeta(bot, [metaMessage({ id: 'wamid.old', timestamp: monthAgo })]);
    await genuine(delivery);
    const before = await api.call('get', '/api/contacts');
    await genuine(delivery);
    expect(await stored()).toHaveLength(1);
    expect(told('message')).toHaveLength(1);
    expect((await api.call('get', '/api/contacts')).body).toEqual(before.body);
  });

  it('is one of twenty first ones that come at once: one contact, one dialog, twenty messages', async () => {
    const deliveries = Array.from({ length: 20 }, (_, index) =>
      fromTwilio(bot, twilioMessage(`SM${index}`, `hola ${index}`)),
    );
    await Promise.all(deliveries.map(genuine));
    expect(await api.rows('contact')).toBe(1);
    expect(await api.rows('bot_dialog_state')).toBe(1);
    expect(await stored()).toHaveLength(20);
    expect(told('message')).toHaveLength(20);
  });

  it('of another account is that account’s own: contact, dialog and message', async () => {
    const theirs = await createTestBot(api, 'theirs', api.stranger.id);
    await genuine(fromTwilio(bot, twilioMessage('SM1', 'hola')));
    const delivery = fromTwilio(theirs, twilioMessage('SM1', 'hola'));
    await deliver(api, delivery, delivery.proofFor('theirs'));
    expect(await api.deps.dialogs.ofBot(api.stranger.id, theirs)).toHaveLength(1);
    expect(await api.rows('contact')).toBe(2);
    expect(await stored()).toHaveLength(2);
  });

  it('says what was tapped, and that a file has to be fetched', async () => {
    const tap = tapUpdate({ from: ANA, data: 'yes', label: 'Sí', botId: 7001, id: 'tap-1' });
    await genuine(fromTelegram(bot, tap));
    const photo = { id: 'media-1', mime_type: 'image/jpeg', caption: 'mi foto' };
    await genuine(fromMeta(bot, [metaMessage({ type: 'image', content: photo })]));
    const [tapped, sent] = await stored();
    expect(tapped?.content).toEqual({ text: 'Sí', button: { id: 'yes', tapId: 'tap-1' } });
    expect(sent?.content).toMatchObject({
      text: 'mi foto',
      media: [{ kind: 'image', providerFileId: 'media-1', mimeType: 'image/jpeg' }],
    });
    const [, withFile] = told('message');
    expect(withFile).toBe(`message ${sent?.dialog_state_id} ${sent?.id} with a file`);
  });

  it('waits for the sweep while Temporal is away, and is answered all the same', async () => {
    api.temporal.away = true;
    expect((await genuine(fromTelegram(bot, telegramText('hola')))).status).toBe(200);
    const soon = new Date(Date.now() + 1000);
    const [left] = await api.deps.inboundMessages.unhandled(soon, 10);
    if (!left) throw new Error('The message was not left for the sweep');
    await expect(handleStoredMessage(left, api.deps)).resolves.toBe(false);
    api.temporal.away = false;
    await expect(handleStoredMessage(left, api.deps)).resolves.toBe(true);
    expect(told('message')).toHaveLength(1);
    await expect(api.deps.inboundMessages.unhandled(soon, 10)).resolves.toEqual([]);
  });

  it('is not the sweep’s while it has only just been stored, however old the provider says it is', async () => {
    api.temporal.away = true;
    const yesterday = Math.floor(Date.now() / 1000) - 86_400;
    await genuine(fromMeta(bot, [metaMessage({ timestamp: yesterday })]));
    await expect(api.deps.inboundMessages.unhandled(new Date(Date.now() - 10_000), 10)).resolves.toEqual([]);
  });
});

describe('a message on a channel of the environment', () => {
  const write = () => api.call('post', '/api/simulator/3001112233/messages').send({ text: 'hola' });
  const share = (botId: string) =>
    api.deps.platformCredentials.put(api.account.id, botId, {
      platform: 'simulator',
      credentials: null,
      isActive: true,
    });

  it('goes to the bot that was attached to it last', async () => {
    const newer = await createTestBot(api, 'newer');
    await share(bot);
    await share(newer);
    await write();
    await api.settled();
    expect((await stored()).map((row) => row.bot_id)).toEqual([newer]);
    expect(told('message')).toHaveLength(1);
  });

  it('goes on with the bot that has a conversation under way with the person, until it ends', async () => {
    const newest = await createTestBot(api, 'newest');
    await share(bot);
    await write();
    await share(newest);
    await api.settled();
    const conversation = (status: string) =>
      api.database.dataSource.query(
        `UPDATE bot_dialog_state SET state = jsonb_build_object('status', $2::text) WHERE bot_id = $1`,
        [bot, status],
      );
    await conversation('running');
    await write();
    await conversation('ended');
    await write();
    await api.settled();
    expect((await stored()).map((row) => row.bot_id)).toEqual([bot, bot, newest]);
  });

  it('goes to no bot where none is attached', async () => {
    await write();
    await api.settled();
    expect((await stored())[0]).toMatchObject({
      bot_id: null,
      dialog_state_id: null,
      handled_at: expect.any(Date),
    });
    expect(told('message')).toEqual([]);
  });

  it('goes to no bot that is switched off', async () => {
    await share(bot);
    await api.deps.bots.setActive(api.account.id, bot, false);
    await write();
    await api.settled();
    expect((await stored())[0]?.bot_id).toBeNull();
  });
});

describe('a batch of Meta', () => {
  it('is taken item by item: what cannot be read holds up nothing', async () => {
    const odd = { field: 'messages', value: { messages: [{ id: 'no-metadata' }] } };
    const nothing = { field: 'messages', value: { ...metaMessage().value, messages: [{ type: 'text' }] } };
    const changes = [odd, metaMessage({ id: 'wamid.a' }), nothing, metaMessage({ id: 'wamid.b' })];
    const batch = { object: 'whatsapp_business_account', entry: [{ id: '1', changes }] };
    await genuine(metaDelivery(bot, JSON.stringify(batch)));
    expect(await stored()).toHaveLength(2);
    expect(told('message')).toHaveLength(2);
  });

  it('keeps the order in which one person wrote', async () => {
    const changes = Array.from({ length: 8 }, (_, index) => metaMessage({ id: `wamid.${index}` }));
    await genuine(fromMeta(bot, changes));
    const rows = await stored();
    expect(told('message').map((line) => line.split(' ')[2])).toEqual(rows.map(({ id }) => id));
  });

  it('leaves messages to another number of the same app alone', async () => {
    const text = JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ id: '1', changes: [metaMessage()] }],
    }).replace(BUSINESS.phoneNumberId, '999');
    expect((await genuine(metaDelivery(bot, text))).status).toBe(200);
    expect(await stored()).toEqual([]);
  });

  it.each([
    ['no JSON', 'hola'],
    ['another object', '{"object":"page","entry":[]}'],
    ['nothing at all', ''],
    ['a NUL in a name', `{"object":"whatsapp_business_account","entry":[{"id":"\\u0000","changes":[]}]}`],
  ])('of %s is answered, so that it does not come again for a week', async (_what, body) => {
    expect((await genuine(metaDelivery(bot, body))).status).toBe(200);
    expect(await stored()).toEqual([]);
  });

  it('settles the sends whose reports it brings', async () => {
    await genuine(fromMeta(bot, [metaMessage()]));
    const send = await sentTo(await contactOf(PHONE), 'wamid.sent');
    const report = (status: 'read' | 'delivered') =>
      statusChange({ id: 'wamid.sent', to: PHONE, callbackData: null, status }, BUSINESS);
    await genuine(fromMeta(bot, [report('read'), report('delivered')]));
    await expect(api.deps.sendLedger.get(send)).resolves.toMatchObject({ state: 'read' });
  });

  it('settles no send of another account', async () => {
    await genuine(fromMeta(bot, [metaMessage()]));
    const send = await sentTo(await contactOf(PHONE), 'wamid.sent');
    const theirs = await createTestBot(api, 'theirs', api.stranger.id);
    const read = statusChange({ id: 'wamid.sent', to: PHONE, callbackData: null, status: 'read' }, BUSINESS);
    const delivery = fromMeta(theirs, [read]);
    expect((await deliver(api, delivery, delivery.proofFor('theirs'))).status).toBe(200);
    await expect(api.deps.sendLedger.get(send)).resolves.toMatchObject({ state: 'accepted' });
  });

  it('with the code of an opt-out suppresses the contact, also when the report is late and comes twice', async () => {
    await genuine(fromMeta(bot, [metaMessage()]));
    const contactId = await contactOf(PHONE);
    await sentTo(contactId, 'wamid.sent');
    const failed = statusChange(
      { id: 'wamid.sent', to: PHONE, callbackData: null, status: 'failed', code: 131050 },
      BUSINESS,
    );
    await genuine(fromMeta(bot, [failed]));
    await genuine(fromMeta(bot, [failed]));
    const contact = await api.deps.contacts.get(api.account.id, contactId);
    expect(contact).toMatchObject({ optedOutAt: expect.any(Date), optOutSource: 'whatsapp-cloud 131050' });
    expect(told('close')).toHaveLength(1);
  });
});

describe('an update of Telegram', () => {
  it.each([
    ['no JSON', 'hola'],
    ['no update', '{"hello":1}'],
    [
      'one without a person',
      '{"update_id":5,"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"}}}',
    ],
    ['a kind of next year', '{"update_id":6,"new_kind":{}}'],
  ])('that is %s is answered with the same constant body', async (_what, body) => {
    const answer = await genuine(fromTelegram(bot, body));
    expect([answer.status, answer.text]).toEqual([200, '{}']);
    expect(await stored()).toEqual([]);
  });

  it('is answered with 5xx while the store is away, so that Telegram repeats it', async () => {
    const delivery = fromTelegram(bot, telegramText('hola'));
    await genuine(delivery);
    await api.database.dataSource.destroy();
    expect((await genuine(delivery)).status).toBeGreaterThanOrEqual(500);
  });

  it('keeps what Postgres cannot hold out of the text, and the message', async () => {
    const update = JSON.stringify({ update_id: 9, ...telegramText('PLACE') });
    await genuine(fromTelegram(bot, update.replace('PLACE', 'a\\u0000b \\ud83d')));
    expect((await stored())[0]?.content).toEqual({ text: 'ab \uFFFD' });
  });
});

async function contactOf(phone: string): Promise<string> {
  const id = await api.deps.contacts.findByAddress(api.account.id, 'whatsapp-cloud', phone);
  if (id === null) throw new Error('There is no such contact');
  return id;
}

/** A send that the provider accepted under an id. */
async function sentTo(contactId: string, providerId: string): Promise<string> {
  const { send } = await api.deps.sendLedger.reserve({
    accountId: api.account.id,
    idempotencyKey: 'message:1',
    contactId,
    channel: 'whatsapp-cloud',
    content: { kind: 'text', text: 'hola' },
  });
  const now = Date.now();
  const attemptId = '01900000-0000-7000-8000-00000000aaaa';
  await api.deps.sendLedger.claim({ sendId: send.id, attemptId, now, checkAt: now + 30_000 });
  const accepted = { state: 'accepted', providerId } as const;
  await api.deps.sendLedger.settle({ sendId: send.id, attemptId }, accepted, { now, responseMs: 5 });
  return send.id;
}
