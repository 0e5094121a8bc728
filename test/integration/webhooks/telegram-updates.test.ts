import { createBotInbox, type BotInbox } from '../../support/bot-inbox';
import { fromTelegram, telegramText } from '../../support/bot-webhooks';
import { ANA, messageUpdate } from '../../support/fake-telegram/updates';

let inbox: BotInbox;
beforeEach(async () => {
  inbox = await createBotInbox();
});
afterEach(() => inbox.close());

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
    const answer = await inbox.genuine(fromTelegram(inbox.bot, body));
    expect([answer.status, answer.text]).toEqual([200, '{}']);
    expect(await inbox.stored()).toEqual([]);
  });

  it('is answered with 5xx while the store is away, so that Telegram repeats it', async () => {
    const delivery = fromTelegram(inbox.bot, telegramText('hola'));
    await inbox.genuine(delivery);
    await inbox.api.database.dataSource.destroy();
    expect((await inbox.genuine(delivery)).status).toBeGreaterThanOrEqual(500);
  });

  it('says which language the app of its person speaks, and the last one stands', async () => {
    const says = (language_code: string, updateId: number) =>
      inbox.genuine(
        fromTelegram(
          inbox.bot,
          messageUpdate({ from: { ...ANA, language_code }, content: { text: 'oi' } }),
          updateId,
        ),
      );
    const known = async () =>
      ((await inbox.api.call('get', '/api/contacts')).body as { items: { language: string | null }[] }).items;
    await says('pt-BR', 1);
    expect(await known()).toMatchObject([{ language: 'pt' }]);
    await says('en', 2);
    expect(await known()).toMatchObject([{ language: 'en' }]);
  });

  it('keeps what Postgres cannot hold out of the text, and the message', async () => {
    const update = JSON.stringify({ update_id: 9, ...telegramText('PLACE') });
    await inbox.genuine(fromTelegram(inbox.bot, update.replace('PLACE', 'a\\u0000b \\ud83d')));
    expect((await inbox.stored())[0]?.content).toEqual({ text: 'ab \uFFFD' });
  });
});
