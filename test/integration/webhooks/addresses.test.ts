import {
  createTestBot,
  deliver,
  fromBotpress,
  fromTelegram,
  telegramText,
  type Delivery,
} from '../../support/bot-webhooks';
import { ANA, messageUpdate } from '../../support/fake-telegram/updates';
import { createTestApi, type TestApi } from '../../support/test-api';

let api: TestApi;
let bot: string;
beforeEach(async () => {
  api = await createTestApi();
  bot = await createTestBot(api, 'mine');
});
afterEach(() => api.close());

const genuine = (delivery: Delivery) => deliver(api, delivery, delivery.proofFor('mine'));
const addresses = () =>
  api.database.dataSource.query<{ channel: string; address: string }[]>(
    'SELECT channel, address FROM contact_identity ORDER BY channel, address',
  );

describe('a person whose number is told beside the address', () => {
  it('stays who they are in Telegram, where the address is the chat', async () => {
    await genuine(fromTelegram(bot, telegramText('hola')));
    const contact = { phone_number: '573001112233', first_name: 'Ana', user_id: ANA.id };
    await genuine(fromTelegram(bot, messageUpdate({ from: ANA, content: { contact } }), 2));

    expect(await addresses()).toEqual([{ channel: 'telegram', address: String(ANA.id) }]);
    expect(await api.deps.dialogs.ofBot(api.account.id, bot)).toHaveLength(1);
    expect(await api.rows('inbound_message')).toBe(2);
  });

  it('is answered in the conversation of a Botpress-style webhook, and known by the number', async () => {
    const phone = '+573001112233';
    await genuine(fromBotpress(bot, { messageId: 'm1', conversationId: 'c1', text: 'hola', phone }));

    expect(await addresses()).toEqual([{ channel: 'botpress', address: 'c1' }]);
    const [contact] = await api.deps.contacts.list({ accountId: api.account.id, limit: 10, after: null });
    expect(contact).toMatchObject({ phone });
  });
});
