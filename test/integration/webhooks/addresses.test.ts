import { createBotInbox, type BotInbox } from '../../support/bot-inbox';
import { fromBotpress, fromTelegram, telegramText } from '../../support/bot-webhooks';
import { ANA, messageUpdate } from '../../support/fake-telegram/updates';

let inbox: BotInbox;
beforeEach(async () => {
  inbox = await createBotInbox();
});
afterEach(() => inbox.close());

const addresses = () =>
  inbox.api.database.dataSource.query<{ channel: string; address: string }[]>(
    'SELECT channel, address FROM contact_identity ORDER BY channel, address',
  );

describe('a person whose number is told beside the address', () => {
  it('stays who they are in Telegram, where the address is the chat', async () => {
    await inbox.genuine(fromTelegram(inbox.bot, telegramText('hola')));
    const contact = { phone_number: '573001112233', first_name: 'Ana', user_id: ANA.id };
    await inbox.genuine(fromTelegram(inbox.bot, messageUpdate({ from: ANA, content: { contact } }), 2));

    expect(await addresses()).toEqual([{ channel: 'telegram', address: String(ANA.id) }]);
    expect(await inbox.dialogsOf(inbox.bot)).toHaveLength(1);
    expect(await inbox.api.rows('inbound_message')).toBe(2);
  });

  it('is answered in the conversation of a Botpress-style webhook, and known by the number', async () => {
    const phone = '+573001112233';
    await inbox.genuine(
      fromBotpress(inbox.bot, { messageId: 'm1', conversationId: 'c1', text: 'hola', phone }),
    );

    expect(await addresses()).toEqual([{ channel: 'botpress', address: 'c1' }]);
    const [contact] = await inbox.api.deps.contacts.list({
      accountId: inbox.api.account.id,
      limit: 10,
      after: null,
    });
    expect(contact).toMatchObject({ phone });
  });
});
