import { handleStoredMessage } from '../../../api/inbound/receive-message';
import type { SendState } from '../../../domain/messaging/send';
import { preferenceChange } from '../../support/fake-meta/webhook-events';
import { ANA, memberUpdate, tapUpdate } from '../../support/fake-telegram/updates';
import { createBotInbox, type BotInbox } from '../../support/bot-inbox';
import {
  BUSINESS,
  fromMeta,
  fromTelegram,
  fromTwilio,
  metaMessage,
  PHONE,
  telegramText,
  twilioMessage,
} from '../../support/bot-webhooks';

let inbox: BotInbox;
beforeEach(async () => {
  inbox = await createBotInbox();
});
afterEach(() => inbox.close());

let sids = 0;
const write = (text: string, from = PHONE) =>
  inbox.genuine(fromTwilio(inbox.bot, twilioMessage(`SM${(sids += 1)}`, text, from)));

interface Confirmation {
  id: string;
  idempotency_key: string;
  channel: string;
  bot_id: string;
  state: SendState;
  content: { text: string; confirmsOptOut?: true };
}
const sends = () => inbox.api.database.dataSource.query<Confirmation[]>('SELECT * FROM send ORDER BY id');

async function contact() {
  const [id] = await inbox.api.database.dataSource.query<{ id: string }[]>(
    'SELECT id FROM contact ORDER BY id',
  );
  return inbox.api.deps.contacts.get(inbox.api.account.id, id?.id ?? '');
}

describe('an opt-out word', () => {
  it.each([
    ['¡BAJA!', 'no te escribiremos'],
    ['Cancelar', 'no te escribiremos'],
    ['STOP', 'will not write'],
  ])(
    '%p reaches no bot, closes the conversation, and is confirmed once in its language',
    async (word, words) => {
      await write('hola');
      const dialogs = await inbox.dialogsOf(inbox.bot);
      await write(word);
      await write(word);
      expect(inbox.told('message')).toHaveLength(1);
      expect(inbox.told('close')[0]).toContain(`close ${dialogs[0]} `);
      expect(await contact()).toMatchObject({
        optedOutAt: expect.any(Date),
        optOutSource: 'message on twilio',
      });
      const confirmations = await sends();
      expect(confirmations).toMatchObject([{ channel: 'twilio', bot_id: inbox.bot, state: 'reserved' }]);
      expect(confirmations[0]?.content).toMatchObject({
        confirmsOptOut: true,
        text: expect.stringContaining(words),
      });
      expect(confirmations[0]?.idempotency_key).toMatch(/^message:opt-out:/);
      expect(inbox.told('send')).toEqual([`send ${confirmations[0]?.id}`]);
    },
  );

  it('stands in the transcript with its confirmation, and so does the word that takes it back', async () => {
    await write('hola');
    const [dialogId = ''] = await inbox.dialogsOf(inbox.bot);
    await write('STOP');
    const page = { accountId: inbox.api.account.id, dialogId, after: null, limit: 10 };
    const answer = { type: 'bot', event: 'message', data: { message: { items: [{ kind: 'text' }] } } };
    const stopped = [{ type: 'user', event: 'opt-out', data: { text: 'STOP' } }, answer];
    expect(await inbox.api.deps.transcripts.list(page)).toMatchObject(stopped);
    await write('START');
    const lines = await inbox.api.deps.transcripts.list(page);
    expect(lines).toHaveLength(4);
    expect(lines).toContainEqual(
      expect.objectContaining({
        type: 'user',
        event: 'opt-in',
        data: expect.objectContaining({ text: 'START' }),
      }),
    );
  });

  it('from somebody new makes no dialog', async () => {
    await write('BAJA');
    expect(await inbox.api.rows('bot_dialog_state')).toBe(0);
    expect(await contact()).toMatchObject({ optedOutAt: expect.any(Date) });
  });

  it('is the provider’s to deliver although the contact has opted out', async () => {
    await write('BAJA');
    const [confirmation] = await sends();
    const now = Date.now();
    const claim = { sendId: confirmation?.id ?? '', attemptId: inbox.bot, now, checkAt: now + 1000 };
    await expect(inbox.api.deps.sendLedger.claim(claim)).resolves.toMatchObject({ state: 'dispatching' });
  });

  it('of five deliveries at once is one opt-out and one confirmation', async () => {
    const delivery = fromTwilio(inbox.bot, twilioMessage('SM-five', 'BAJA'));
    await Promise.all(Array.from({ length: 5 }, () => inbox.genuine(delivery)));
    expect(await sends()).toHaveLength(1);
  });

  it('on a tapped button is the bot’s own option, unless it cannot mean anything else', async () => {
    const tap = (label: string) => tapUpdate({ from: ANA, data: 'x', label, botId: 7001 });
    await inbox.genuine(fromTelegram(inbox.bot, tap('Cancelar'), 1));
    expect(inbox.told('message')).toHaveLength(1);
    await inbox.genuine(fromTelegram(inbox.bot, tap('BAJA'), 2));
    expect(await contact()).toMatchObject({ optedOutAt: expect.any(Date) });
    expect(inbox.told('message')).toHaveLength(1);
  });

  it('is followed by the sweep when Temporal was away: conversation closed, confirmation sent, once', async () => {
    await write('hola');
    inbox.api.temporal.away = true;
    await write('BAJA');
    expect(inbox.told('close')).toEqual([]);
    const [left] = await inbox.api.deps.inboundMessages.unhandled(new Date(Date.now() + 1000), 10);
    if (!left) throw new Error('Nothing was left for the sweep');
    inbox.api.temporal.away = false;
    await handleStoredMessage(left, inbox.api.deps);
    await handleStoredMessage(left, inbox.api.deps);
    expect(await sends()).toHaveLength(1);
    expect(inbox.told('send').length).toBeGreaterThan(0);
    expect(inbox.told('close').length).toBeGreaterThan(0);
  });

  it('cut off before anything but its row was written is healed by the sweep', async () => {
    await write('hola');
    const known = await contact();
    const { message } = await inbox.api.deps.inboundMessages.store({
      accountId: inbox.api.account.id,
      channel: 'twilio',
      providerId: 'SM-cut',
      contactId: known?.id ?? '',
      text: 'BAJA',
      receivedAt: new Date(),
      botId: inbox.bot,
    });
    await handleStoredMessage(message, inbox.api.deps);
    expect(await contact()).toMatchObject({ optedOutAt: expect.any(Date) });
    expect(await sends()).toHaveLength(1);
    expect(inbox.told('close')).toHaveLength(1);
  });

  it('that is handled late, after the person came back, stops nothing', async () => {
    await write('hola');
    const { id = '' } = (await contact()) ?? {};
    const { message } = await inbox.api.deps.inboundMessages.store({
      accountId: inbox.api.account.id,
      channel: 'twilio',
      providerId: 'SM-late',
      contactId: id,
      text: 'BAJA',
      receivedAt: new Date(Date.now() - 60_000),
      botId: inbox.bot,
    });
    await write('BAJA');
    await write('ALTA');
    const before = inbox.api.temporal.asked.length;
    await handleStoredMessage(message, inbox.api.deps);
    expect(await contact()).toMatchObject({ optedOutAt: null });
    expect(inbox.api.temporal.asked.slice(before)).toEqual([]);
  });
});

describe('an opt-in word', () => {
  it('takes the opt-out back with where and when it was said, and is confirmed once', async () => {
    await write('BAJA');
    await write('ALTA');
    await write('ALTA');
    expect(await contact()).toMatchObject({
      optedOutAt: null,
      optOutSource: null,
      consentSource: 'message on twilio',
      consentAt: expect.any(Date),
    });
    const texts = (await sends()).map(({ content }) => content.text);
    expect(texts).toEqual([
      expect.stringContaining('no te escribiremos'),
      expect.stringContaining('volverás'),
    ]);
    expect(inbox.told('message')).toEqual([]);
  });

  it('never reaches a bot, also when nothing was opted out of', async () => {
    await write('START');
    expect(inbox.told('message')).toEqual([]);
    expect(await contact()).toMatchObject({ consentSource: 'message on twilio' });
  });
});

describe('on Telegram', () => {
  it('/start is the bot’s to answer, and takes an opt-out back without a word', async () => {
    await inbox.genuine(fromTelegram(inbox.bot, telegramText('BAJA'), 1));
    await inbox.genuine(fromTelegram(inbox.bot, telegramText('/start'), 2));
    expect(await contact()).toMatchObject({ optedOutAt: null });
    expect(inbox.told('message')).toHaveLength(1);
    expect(await sends()).toHaveLength(1);
  });

  it('blocking the bot is an opt-out, and unblocking it takes that back', async () => {
    await inbox.genuine(fromTelegram(inbox.bot, telegramText('hola'), 1));
    await inbox.genuine(fromTelegram(inbox.bot, memberUpdate(ANA, { blocks: true, botId: 7001 }), 2));
    expect(await contact()).toMatchObject({ optedOutAt: expect.any(Date), optOutSource: 'telegram block' });
    expect(inbox.told('close')).toHaveLength(1);
    await inbox.genuine(fromTelegram(inbox.bot, memberUpdate(ANA, { blocks: false, botId: 7001 }), 3));
    expect(await contact()).toMatchObject({ optedOutAt: null, consentSource: 'telegram unblock' });
    expect(await sends()).toEqual([]);
  });

  it('unblocking the bot takes back no opt-out that was said in words', async () => {
    await inbox.genuine(fromTelegram(inbox.bot, telegramText('BAJA'), 1));
    await inbox.genuine(fromTelegram(inbox.bot, memberUpdate(ANA, { blocks: true, botId: 7001 }), 2));
    await inbox.genuine(fromTelegram(inbox.bot, memberUpdate(ANA, { blocks: false, botId: 7001 }), 3));
    expect(await contact()).toMatchObject({
      optedOutAt: expect.any(Date),
      optOutSource: 'message on telegram',
    });
  });
});

describe('what Meta tells of a person', () => {
  it('that marketing is not wanted is an opt-out, also of somebody who never wrote; and back', async () => {
    await inbox.genuine(fromMeta(inbox.bot, [preferenceChange({ from: PHONE, value: 'stop' }, BUSINESS)]));
    expect(await contact()).toMatchObject({
      phone: PHONE,
      optedOutAt: expect.any(Date),
      optOutSource: 'whatsapp-cloud preferences',
    });
    await inbox.genuine(fromMeta(inbox.bot, [preferenceChange({ from: PHONE, value: 'resume' }, BUSINESS)]));
    expect(await contact()).toMatchObject({ optedOutAt: null, consentSource: 'whatsapp-cloud preferences' });
  });

  it('that the number is another one moves the contact and its dialog, once', async () => {
    await inbox.genuine(fromMeta(inbox.bot, [metaMessage()]));
    const before = await contact();
    const content = { body: 'changed', wa_id: '573009998877', type: 'user_changed_number' };
    const notice = fromMeta(inbox.bot, [metaMessage({ id: 'wamid.moved', type: 'system', content })]);
    await inbox.genuine(notice);
    expect(await contact()).toMatchObject({ id: before?.id, phone: '+573009998877' });
    await inbox.genuine(fromMeta(inbox.bot, [metaMessage({ from: '+573009998877' })]));
    expect([await inbox.api.rows('contact'), await inbox.api.rows('bot_dialog_state')]).toEqual([1, 1]);
    // The old number has become somebody else's: the old notice, delivered again, is not about them.
    await inbox.genuine(fromMeta(inbox.bot, [metaMessage({ profileName: 'Otra' })]));
    await inbox.genuine(notice);
    const known = await inbox.api.deps.contacts.findByAddress(inbox.api.account.id, 'whatsapp-cloud', PHONE);
    expect(known).not.toBeNull();
    expect(known).not.toBe(before?.id);
  });
});
