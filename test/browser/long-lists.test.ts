import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { programDefinitionSchema } from '../../api/routes/programs/programs.schema';
import { askConsole } from '../support/browser/console-api';
import { browserOfTests } from '../support/browser/tests-browser';
import { openConsoleDatabase } from '../support/browser/console-database';
import { runCommand } from '../support/hilo-command';
import { testSetting } from '../support/test-servers';

const DEFINITION = join(__dirname, '../../examples/programs/six-sessions.json');
const TALKER = '+573001117701';
const MESSAGES = 5000;
const CONTACTS = 10_000;
/** Far more than anybody reads at once, and far less than all. */
const A_PAGE = 100;

const browser = browserOfTests();
let db: DataSource;

const hilo = async (...args: string[]) => {
  const ran = await runCommand(testSetting('consoleFolder'), args, 'hola\n');
  expect(ran).toMatchObject({ code: 0 });
  return ran.stdout;
};

beforeAll(async () => {
  db = await openConsoleDatabase();
});
afterAll(() => db.destroy());

describe('what is long', () => {
  test('is read by pages: a conversation of 5,000 messages shows its newest', async () => {
    await hilo('bots', 'create', 'examples/scenarios/restaurant-booking.json', '--name', 'Largo');
    await hilo('phone', TALKER, '--bot', 'Largo');
    await db.query(
      `INSERT INTO bot_dialog_history
              (id, account_id, dialog_state_id, contact_id, message_type, event, turn, position, message_data, timestamp)
       SELECT dialog.id || ':long:' || n, dialog.account_id, dialog.id, dialog.contact_id, 'user', 'message', 1000 + n, 0,
              jsonb_build_object('text', 'mensaje ' || n), now()
         FROM bot_dialog_state dialog, generate_series(1, $2::int) AS n WHERE dialog.platform_chat_id = $1`,
      [TALKER, MESSAGES],
    );
    const { page } = await browser.openSignedIn('/conversations');
    await page.getByRole('searchbox', { name: 'Name or phone' }).fill(TALKER.slice(3));
    await page.getByRole('link', { name: TALKER }).click();
    const log = page.getByRole('log');
    await log.getByText(`mensaje ${MESSAGES}`, { exact: true }).waitFor();
    const shown = await log.locator('[data-by]').count();
    expect(shown).toBeLessThanOrEqual(A_PAGE);
    await page.getByRole('button', { name: /earlier|older/i }).click();
    await log.getByText(`mensaje ${MESSAGES - shown}`, { exact: true }).waitFor();
    expect(await log.locator('[data-by]').count()).toBeLessThanOrEqual(2 * A_PAGE);
  });

  test('is read by pages: a program of 10,000 enrollments shows its first', async () => {
    const definition = programDefinitionSchema.parse(JSON.parse(readFileSync(DEFINITION, 'utf8')));
    const program = await askConsole<{ id: string }>('POST', '/api/programs', {
      ...definition,
      name: 'Programa largo',
    });
    await askConsole('POST', `/api/programs/${program.id}/enrollments`, { phone: TALKER });
    await db.query(
      `WITH made AS (
         INSERT INTO contact (id, account_id, phone)
         SELECT gen_random_uuid(), program.account_id, '+5730020' || lpad(n::text, 5, '0')
           FROM program, generate_series(1, $2::int) AS n WHERE program.id = $1 RETURNING id, account_id)
       INSERT INTO enrollment (id, account_id, program_id, contact_id, version, channel, stage, session, day, state)
       SELECT gen_random_uuid(), made.account_id, known.program_id, made.id, known.version, known.channel, 'completed',
              known.session, known.day, known.state
         FROM made, (SELECT * FROM enrollment WHERE program_id = $1 LIMIT 1) AS known`,
      [program.id, CONTACTS],
    );
    const { page } = await browser.openSignedIn(`/programs/${program.id}`);
    const rows = page.getByRole('region').locator('tbody tr');
    await rows.first().waitFor();
    const shown = await rows.count();
    expect(shown).toBeLessThanOrEqual(A_PAGE);
    await page.getByRole('button', { name: 'Show more' }).click();
    await rows.nth(shown).waitFor();
    expect(await rows.count()).toBeLessThanOrEqual(2 * A_PAGE);
  });
});
