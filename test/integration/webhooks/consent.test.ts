import { handleStoredMessage } from '../../../api/inbound/receive-message';
import type { SendState } from '../../../domain/messaging/send';
import { preferenceChange } from '../../support/fake-meta/webhook-events';
import { ANA, memberUpdate, tapUpdate } from '../../support/fake-telegram/updates';
import {
  BUSINESS,
  createTestBot,
  deliver,
  fromMeta,
  fromTelegram,
  fromTwilio,
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
let sids = 0;
const write = (text: string, from = PHONE) =>
  genuine(fromTwilio(bot, twilioMessage(`SM${(sids += 1)}`, text, from)));
const told = (what: string) => api.temporal.asked.filter((line) => line.startsWith(`${what} `));

interface Confirmation {
  id: string;
  idempotency_key: string;
  channel: string;
  bot_id: string;
  state: SendState;
  content: { text: string; confirmsOptOut?: true };
}
const sends = () => api.database.dataSource.query<Confirmation[]>('SELECT * FROM send ORDER BY id');

async function contact() {
  const [id] = await api.database.dataSource.query<{ id: string }[]>('SELECT id FROM contact ORDER BY id');
  return api.deps.contacts.get(api.account.id, id?.id ?? '');
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
      const dialogs = await api.deps.dialogs.ofBot(api.account.id, bot);
      await write(word);
      await write(word);
      expect(told('message')).toHaveLength(1);
      expect(told('close')[0]).toContain(`close ${dialogs[0]} `);
      expect(await contact()).toMatchObject({
        optedOutAt: expect.any(Date),
        optOutSource: 'message on twilio',
      });
      const confirmations = await sends();
      expect(confirmations).toMatchObject([{ channel: 'twilio', bot_id: bot, state: 'reserved' }]);
      expect(confirmations[0]?.content).toMatchObject({
        confirmsOptOut: true,
        text: expect.stringContaining(words),
      });
      expect(confirmations[0]?.idempotency_key).toMatch(/^message:opt-out:/);
      expect(told('send')).toEqual([`send ${confirmations[0]?.id}`]);
    },
  );

  it('from somebody new makes no dialog', async () => {
    await write('BAJA');
    expect(await api.rows('bot_dialog_state')).toBe(0);
    expect(await contact()).toMatchObject({ optedOutAt: expect.any(Date) });
  });

  it('is the provider’s to deliver although the contact has opted out', async () => {
    await write('BAJA');
    const [confirmation] = await sends();
    const now = Date.now();
    const claim = { sendId: confirmation?.id ?? '', attemptId: bot, now, checkAt: now + 1000 };
    await expect(api.deps.sendLedger.claim(claim)).resolves.toMatchObject({ state: 'dispatching' });
  });

  it('of five deliveries at once is one opt-out and one confirmation', async () => {
    const delivery = fromTwilio(bot, twilioMessage('SM-five', 'BAJA'));
    await Promise.all(Array.from({ length: 5 }, () => genuine(delivery)));
    expect(await sends()).toHaveLength(1);
  });

  it('on a tapped button is the bot’s own option, unless it cannot mean anything else', async () => {
    const tap = (label: string) => tapUpdate({ from: ANA, data: 'x', label, botId: 7001 });
    await genuine(fromTelegram(bot, tap('Cancelar'), 1));
    expect(told('message')).toHaveLength(1);
    await genuine(fromTelegram(bot, tap('BAJA'), 2));
    expect(await contact()).toMatchObject({ optedOutAt: expect.any(Date) });
    expect(told('message')).toHaveLength(1);
  });

  it('is followed by the sweep when Temporal was away: conversation closed, confirmation sent, once', async () => {
    await write('hola');
    api.temporal.away = true;
    await write('BAJA');
    expect(told('close')).toEqual([]);
    const [left] = await api.deps.inboundMessages.unhandled(new Date(Date.now() + 1000), 10);
    if (!left) throw new Error('Nothing was left for the sweep');
    api.temporal.away = false;
    await handleStoredMessage(left, api.deps);
    await handleStoredMessage(left, api.deps);
    expect(await sends()).toHaveLength(1);
    expect(told('send').length).toBeGreaterThan(0);
    expect(told('close').length).toBeGreaterThan(0);
  });

  it('cut off before anything but its row was written is healed by the sweep', async () => {
    await write('hola');
    const known = await contact();
    const { message } = await api.deps.inboundMessages.store({
      accountId: api.account.id,
      channel: 'twilio',
      providerId: 'SM-cut',
      contactId: known?.id ?? '',
      text: 'BAJA',
      receivedAt: new Date(),
      botId: bot,
    });
    await handleStoredMessage(message, api.deps);
    expect(await contact()).toMatchObject({ optedOutAt: expect.any(Date) });
    expect(await sends()).toHaveLength(1);
    expect(told('close')).toHaveLength(1);
  });

  it('that is handled late, after the person came back, stops nothing', async () => {
    await write('hola');
    const { id = '' } = (await contact()) ?? {};
    const { message } = await api.deps.inboundMessages.store({
      accountId: api.account.id,
      channel: 'twilio',
      providerId: 'SM-late',
      contactId: id,
      text: 'BAJA',
      receivedAt: new Date(Date.now() - 60_000),
      botId: bot,
    });
    await write('BAJA');
    await write('ALTA');
    const before = api.temporal.asked.length;
    await handleStoredMessage(message, api.deps);
    expect(await contact()).toMatchObject({ optedOutAt: null });
    expect(api.temporal.asked.slice(before)).toEqual([]);
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
    expect(told('message')).toEqual([]);
  });

  it('never reaches a bot, also when nothing was opted out of', async () => {
    await write('START');
    expect(told('message')).toEqual([]);
    expect(await contact()).toMatchObject({ consentSource: 'message on twilio' });
  });
});

describe('on Telegram', () => {
  it('/start is the bot’s to answer, and takes an opt-out back without a word', async () => {
    await genuine(fromTelegram(bot, telegramText('BAJA'), 1));
    await genuine(fromTelegram(bot, telegramText('/start'), 2));
    expect(await contact()).toMatchObject({ optedOutAt: null });
    expect(told('message')).toHaveLength(1);
    expect(await sends()).toHaveLength(1);
  });

  it('blocking the bot is an opt-out, and unblocking it takes that back', async () => {
    await genuine(fromTelegram(bot, telegramText('hola'), 1));
    await genuine(fromTelegram(bot, memberUpdate(ANA, { blocks: true, botId: 7001 }), 2));
    expect(await contact()).toMatchObject({ optedOutAt: expect.any(Date), optOutSource: 'telegram block' });
    expect(told('close')).toHaveLength(1);
    await genuine(fromTelegram(bot, memberUpdate(ANA, { blocks: false, botId: 7001 }), 3));
    expect(await contact()).toMatchObject({ optedOutAt: null, consentSource: 'telegram unblock' });
    expect(await sends()).toEqual([]);
  });

  it('unblocking the bot takes back no opt-out that was said in words', async () => {
    await genuine(fromTelegram(bot, telegramText('BAJA'), 1));
    await genuine(fromTelegram(bot, memberUpdate(ANA, { blocks: true, botId: 7001 }), 2));
    await genuine(fromTelegram(bot, memberUpdate(ANA, { blocks: false, botId: 7001 }), 3));
    expect(await contact()).toMatchObject({
      optedOutAt: expect.any(Date),
      optOutSource: 'message on telegram',
    });
  });
});

describe('what Meta tells of a person', () => {
  it('that marketing is not wanted is an opt-out, also of somebody who never wrote; and back', async () => {
    await genuine(fromMeta(bot, [preferenceChange({ from: PHONE, value: 'stop' }, BUSINESS)]));
    expect(await contact()).toMatchObject({
      phone: PHONE,
      optedOutAt: expect.any(Date),
      optOutSource: 'whatsapp-cloud preferences',
    });
    await genuine(fromMeta(bot, [preferenceChange({ from: PHONE, value: 'resume' }, BUSINESS)]));
    expect(await contact()).toMatchObject({ optedOutAt: null, consentSource: 'whatsapp-cloud preferences' });
  });

  it('that the number is another one moves the contact and its dialog, once', async () => {
    await genuine(fromMeta(bot, [metaMessage()]));
    const before = await contact();
    const content = { body: 'changed', wa_id: '573009998877', type: 'user_changed_number' };
    const notice = fromMeta(bot, [metaMessage({ id: 'wamid.moved', type: 'system', content })]);
    await genuine(notice);
    expect(await contact()).toMatchObject({ id: before?.id, phone: '+573009998877' });
    await genuine(fromMeta(bot, [metaMessage({ from: '+573009998877' })]));
    expect([await api.rows('contact'), await api.rows('bot_dialog_state')]).toEqual([1, 1]);
    // The old number has become somebody else's: the old notice, delivered again, is not about them.
    await genuine(fromMeta(bot, [metaMessage({ profileName: 'Otra' })]));
    await genuine(notice);
    const known = await api.deps.contacts.findByAddress(api.account.id, 'whatsapp-cloud', PHONE);
    expect(known).not.toBeNull();
    expect(known).not.toBe(before?.id);
  });
});
