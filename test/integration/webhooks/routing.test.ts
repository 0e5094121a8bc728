import { handleStoredMessage } from '../../../api/inbound/receive-message';
import { ANA, tapUpdate } from '../../support/fake-telegram/updates';
import { createBotInbox, type BotInbox } from '../../support/bot-inbox';
import {
  createTestBot,
  deliver,
  fromBotpress,
  fromMeta,
  fromTelegram,
  fromTwilio,
  metaMessage,
  telegramText,
  twilioMessage,
  type Delivery,
} from '../../support/bot-webhooks';

let inbox: BotInbox;
beforeEach(async () => {
  inbox = await createBotInbox();
});
afterEach(() => inbox.close());

describe('a message to a bot', () => {
  it.each<[string, (botId: string) => Delivery]>([
    ['telegram', (botId) => fromTelegram(botId, telegramText('hola'))],
    ['whatsapp-cloud', (botId) => fromMeta(botId, [metaMessage()])],
    ['twilio', (botId) => fromTwilio(botId, twilioMessage('SM1', 'hola'))],
    ['botpress', (botId) => fromBotpress(botId, { messageId: 'm1', conversationId: 'c1', text: 'hola' })],
  ])('on %s is stored with its dialog and signalled to its conversation', async (platform, deliveryTo) => {
    expect((await inbox.genuine(deliveryTo(inbox.bot))).status).toBe(200);
    const [row] = await inbox.stored();
    expect(row).toMatchObject({ bot_id: inbox.bot, content: { text: 'hola' }, handled_at: expect.any(Date) });
    const [dialog] = await inbox.dialogsOf(inbox.bot);
    expect(row?.dialog_state_id).toBe(dialog);
    await expect(inbox.api.deps.dialogs.get(inbox.api.account.id, dialog ?? '')).resolves.toMatchObject({
      platform,
    });
    expect(inbox.told('message')).toEqual([`message ${dialog} ${row?.id}`]);
  });

  it('that comes five times at once is one row and one signal', async () => {
    const delivery = fromTelegram(inbox.bot, telegramText('hola'));
    const answers = await Promise.all(Array.from({ length: 5 }, () => inbox.genuine(delivery)));
    expect(answers.map(({ status, text }) => [status, text])).toEqual(Array(5).fill([200, '{}']));
    expect(await inbox.stored()).toHaveLength(1);
    expect(inbox.told('message')).toHaveLength(1);
  });

  it('that comes again weeks later has no effect', async () => {
    const monthAgo = Math.floor(Date.now() / 1000) - 30 * 86_400;
    const delivery = fromMeta(inbox.bot, [metaMessage({ id: 'wamid.old', timestamp: monthAgo })]);
    await inbox.genuine(delivery);
    const before = await inbox.api.call('get', '/api/contacts');
    await inbox.genuine(delivery);
    expect(await inbox.stored()).toHaveLength(1);
    expect(inbox.told('message')).toHaveLength(1);
    expect((await inbox.api.call('get', '/api/contacts')).body).toEqual(before.body);
  });

  it('is one of twenty first ones that come at once: one contact, one dialog, twenty messages', async () => {
    const deliveries = Array.from({ length: 20 }, (_, index) =>
      fromTwilio(inbox.bot, twilioMessage(`SM${index}`, `hola ${index}`)),
    );
    await Promise.all(deliveries.map(inbox.genuine));
    expect(await inbox.api.rows('contact')).toBe(1);
    expect(await inbox.api.rows('bot_dialog_state')).toBe(1);
    expect(await inbox.stored()).toHaveLength(20);
    expect(inbox.told('message')).toHaveLength(20);
  });

  it('of another account is that account’s own: contact, dialog and message', async () => {
    const theirs = await createTestBot(inbox.api, 'theirs', inbox.api.stranger.id);
    await inbox.genuine(fromTwilio(inbox.bot, twilioMessage('SM1', 'hola')));
    const delivery = fromTwilio(theirs, twilioMessage('SM1', 'hola'));
    await deliver(inbox.api, delivery, delivery.proofFor('theirs'));
    expect(await inbox.dialogsOf(theirs)).toHaveLength(1);
    expect(await inbox.api.rows('contact')).toBe(2);
    expect(await inbox.stored()).toHaveLength(2);
  });

  it('says what was tapped, and that a file has to be fetched', async () => {
    const tap = tapUpdate({ from: ANA, data: 'yes', label: 'Sí', botId: 7001, id: 'tap-1' });
    await inbox.genuine(fromTelegram(inbox.bot, tap));
    const photo = { id: 'media-1', mime_type: 'image/jpeg', caption: 'mi foto' };
    await inbox.genuine(fromMeta(inbox.bot, [metaMessage({ type: 'image', content: photo })]));
    const [tapped, sent] = await inbox.stored();
    expect(tapped?.content).toEqual({ text: 'Sí', button: { id: 'yes', tapId: 'tap-1' } });
    expect(sent?.content).toMatchObject({
      text: 'mi foto',
      media: [{ kind: 'image', providerFileId: 'media-1', mimeType: 'image/jpeg' }],
    });
    const [, withFile] = inbox.told('message');
    expect(withFile).toBe(`message ${sent?.dialog_state_id} ${sent?.id} with a file`);
  });

  it('waits for the sweep while Temporal is away, and is answered all the same', async () => {
    inbox.api.temporal.away = true;
    expect((await inbox.genuine(fromTelegram(inbox.bot, telegramText('hola')))).status).toBe(200);
    const soon = new Date(Date.now() + 1000);
    const [left] = await inbox.api.deps.inboundMessages.unhandled(soon, 10);
    if (!left) throw new Error('The message was not left for the sweep');
    await expect(handleStoredMessage(left, inbox.api.deps)).resolves.toBe(false);
    inbox.api.temporal.away = false;
    await expect(handleStoredMessage(left, inbox.api.deps)).resolves.toBe(true);
    expect(inbox.told('message')).toHaveLength(1);
    await expect(inbox.api.deps.inboundMessages.unhandled(soon, 10)).resolves.toEqual([]);
  });

  it('is not the sweep’s while it has only just been inbox.stored, however old the provider says it is', async () => {
    inbox.api.temporal.away = true;
    const yesterday = Math.floor(Date.now() / 1000) - 86_400;
    await inbox.genuine(fromMeta(inbox.bot, [metaMessage({ timestamp: yesterday })]));
    await expect(
      inbox.api.deps.inboundMessages.unhandled(new Date(Date.now() - 10_000), 10),
    ).resolves.toEqual([]);
  });
});

describe('a message on a channel of the environment', () => {
  const write = () => inbox.api.call('post', '/api/simulator/3001112233/messages').send({ text: 'hola' });
  const share = (botId: string) =>
    inbox.api.deps.platformCredentials.put(inbox.api.account.id, botId, {
      platform: 'simulator',
      credentials: null,
      isActive: true,
    });

  it('goes to the bot that was attached to it last', async () => {
    const newer = await createTestBot(inbox.api, 'newer');
    await share(inbox.bot);
    await share(newer);
    await write();
    await inbox.api.settled();
    expect((await inbox.stored()).map((row) => row.bot_id)).toEqual([newer]);
    expect(inbox.told('message')).toHaveLength(1);
  });

  it('goes on with the bot that has a conversation under way with the person, until it ends', async () => {
    const newest = await createTestBot(inbox.api, 'newest');
    await share(inbox.bot);
    await write();
    await share(newest);
    await inbox.api.settled();
    const conversation = (status: string) =>
      inbox.api.database.dataSource.query(
        `UPDATE bot_dialog_state SET state = jsonb_build_object('status', $2::text) WHERE bot_id = $1`,
        [inbox.bot, status],
      );
    await conversation('running');
    await write();
    await conversation('ended');
    await write();
    await inbox.api.settled();
    expect((await inbox.stored()).map((row) => row.bot_id)).toEqual([inbox.bot, inbox.bot, newest]);
  });

  it('goes to no bot where none is attached', async () => {
    await write();
    await inbox.api.settled();
    expect((await inbox.stored())[0]).toMatchObject({
      bot_id: null,
      dialog_state_id: null,
      handled_at: expect.any(Date),
    });
    expect(inbox.told('message')).toEqual([]);
  });

  it('goes to no bot that is switched off', async () => {
    await share(inbox.bot);
    await inbox.api.deps.bots.setActive(inbox.api.account.id, inbox.bot, false);
    await write();
    await inbox.api.settled();
    expect((await inbox.stored())[0]?.bot_id).toBeNull();
  });
});
