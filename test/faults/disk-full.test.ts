import { createBotInbox, type BotInbox } from '../support/bot-inbox';
import { fromTelegram, telegramText } from '../support/bot-webhooks';

let inbox: BotInbox;
beforeAll(async () => {
  inbox = await createBotInbox();
});
afterAll(() => inbox.close());

/** What Postgres says to every new row once its disk is full: class 53, `disk_full`. */
const FULL = `
  CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
  CREATE TRIGGER disk_is_full BEFORE INSERT ON inbound_message FOR EACH ROW EXECUTE FUNCTION disk_is_full();`;

it('a webhook on a full disk is answered 5xx and not 200, and is taken when it comes again and there is room', async () => {
  const { dataSource } = inbox.api.database;
  const delivery = fromTelegram(inbox.bot, telegramText('hola'));
  await dataSource.query(FULL);
  expect((await inbox.genuine(delivery)).status).toBeGreaterThanOrEqual(500);
  expect(await inbox.api.rows('inbound_message')).toBe(0);

  await dataSource.query('DROP TRIGGER disk_is_full ON inbound_message');
  expect((await inbox.genuine(delivery)).status).toBe(200);
  expect(await inbox.api.rows('inbound_message')).toBe(1);
});
