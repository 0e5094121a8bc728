import { join } from 'node:path';
import { seriousFindings } from '../support/browser/console-browser';
import { DECISIONS_IN_SPANISH } from '../support/browser/decisions-in-spanish';
import { browserOfTests } from '../support/browser/tests-browser';
import { runCommand } from '../support/hilo-command';
import { testSetting } from '../support/test-servers';

const CSV = join(__dirname, '../../examples/enrollments-legacy.csv');
const FINISHED_TWO_DAYS = '+573001112001';

const browser = browserOfTests();
let program: { id: string; name: string };

beforeAll(async () => {
  const definition = 'examples/programs/six-sessions.json';
  const args = ['import', CSV, '--program', definition, '--json'];
  const { code, stdout } = await runCommand(testSetting('consoleFolder'), args);
  expect(code).toBe(0);
  ({ program } = JSON.parse(stdout) as { program: typeof program });
});

describe('the programs', () => {
  test('lead from the list to the days of every contact, and to the reasons of one', async () => {
    const { page, complaints } = await browser.openSignedIn('/programs');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: program.name }).first().click();
    const row = page.getByRole('row').filter({ hasText: FINISHED_TWO_DAYS });
    await row.waitFor();
    expect(await row.locator('[data-mark]').count()).toBe(30);
    expect(await seriousFindings(page)).toEqual([]);
    await row.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: FINISHED_TWO_DAYS }).waitFor();
    expect(await page.getByRole('main').locator('[data-mark]').count()).toBe(30);
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('tell in Spanish, too, why a message went out or did not', async () => {
    const { page } = await browser.openSignedIn(`/programs/${program.id}`, { locale: 'es-CO' });
    await page.route('**/api/enrollments/*', async (route) => {
      const answer = await route.fetch();
      const detail = (await answer.json()) as object;
      const excluded = { state: 'excluded', reason: '2 failed retries in a row' };
      const decisions = DECISIONS_IN_SPANISH.map(({ view }) => view);
      await route.fulfill({ json: { ...detail, ...excluded, decisions } });
    });
    await page.getByRole('link', { name: FINISHED_TWO_DAYS }).click();
    const log = page.getByRole('group', { name: 'Por qué salió cada mensaje, o no' });
    for (const { words } of DECISIONS_IN_SPANISH) await log.getByText(words, { exact: true }).waitFor();
    expect(await page.getByText('Excluido: 2 reintentos fallidos seguidos', { exact: true }).count()).toBe(2);
  });

  test('show only whom one asks for', async () => {
    const { page } = await browser.openSignedIn(`/programs/${program.id}`);
    await page.getByRole('row').filter({ hasText: FINISHED_TWO_DAYS }).waitFor();
    await page.getByRole('combobox', { name: 'State' }).click();
    await page.getByRole('option', { name: 'Completed' }).click();
    await page.getByText('Nobody is in this state.').waitFor();
  });

  test.each([390, 820])('show the days of every contact without sideways scrolling at %s', async (width) => {
    const viewport = { width, height: 900 };
    const { page } = await browser.openSignedIn(`/programs/${program.id}`, { viewport });
    await page.getByRole('row').filter({ hasText: FINISHED_TWO_DAYS }).waitFor();
    const days = page.getByRole('region', { name: 'Days of each contact' });
    expect(await days.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    expect(await page.evaluate('document.body.scrollWidth <= innerWidth')).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('take contacts over from a CSV, and say what is wrong with which row', async () => {
    const { page } = await browser.openSignedIn(`/programs/${program.id}`);
    await page.getByRole('tab', { name: 'Import' }).click();
    await page.locator('input[type=file]').setInputFiles(CSV);
    await page.getByRole('status').filter({ hasText: 'contacts of' }).waitFor();
    const broken = {
      name: 'broken.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('nothing,of,it\n1,2,3\n'),
    };
    await page.locator('input[type=file]').setInputFiles(broken);
    await page.getByRole('alert').waitFor();
  });

  test('are written day by day, as the contact will see it', async () => {
    const { page, complaints } = await browser.openSignedIn(`/programs/${program.id}`);
    await page.getByRole('tab', { name: 'Definition' }).click();
    await page.getByRole('button', { name: /^Session 1, day 2:/ }).click();
    await page.getByRole('combobox', { name: 'What goes out' }).click();
    await page.getByRole('option', { name: 'A text' }).click();
    const words = 'Hoy es el *segundo* día';
    await page.getByRole('textbox', { name: 'Message', exact: true }).fill(words);
    await page.getByRole('figure', { name: 'As the contact will see it' }).getByText('segundo').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: /^Publish version/ }).click();
    await page.getByText(/^Published as version/).waitFor();
    expect(complaints).toEqual([]);
  });

  test('refuse a day without words, and say which, and nothing that was written is lost', async () => {
    const { page } = await browser.openSignedIn(`/programs/${program.id}`);
    await page.getByRole('tab', { name: 'Definition' }).click();
    await page.getByRole('button', { name: 'Add a day to session 1' }).click();
    await page.getByRole('button', { name: /^Publish version/ }).click();
    await page.getByRole('alert').filter({ hasText: 'write the message' }).waitFor();
    await page.reload();
    await page.getByRole('tab', { name: 'Definition' }).click();
    await page.getByRole('button', { name: /: New day$/ }).waitFor();
    await page.getByRole('button', { name: 'Discard the draft' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard the draft' }).click();
    await page.getByRole('button', { name: /: New day$/ }).waitFor({ state: 'detached' });
  });

  test('are played in a moment by the time machine', async () => {
    const { page, complaints } = await browser.openSignedIn(`/programs/${program.id}`);
    await page.getByRole('tab', { name: 'Time machine' }).click();
    await page.getByRole('textbox', { name: 'Contacts' }).fill('100');
    await page.getByRole('button', { name: 'Play the program' }).click();
    const chart = page.getByRole('img', { name: /messages over \d+ days$/ });
    await chart.locator('.recharts-bar-rectangle').first().waitFor();
    await page
      .getByRole('region', { name: 'How it ends' })
      .getByRole('row')
      .filter({ hasText: 'Completed' })
      .waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('are played by the time machine as they are drafted, before anything is published', async () => {
    const { page } = await browser.openSignedIn(`/programs/${program.id}`);
    const played = async () => {
      const asked = page.waitForRequest((request) => request.url().endsWith('/simulate'));
      await page.getByRole('button', { name: 'Play the program' }).click();
      const { definition } = (await asked).postDataJSON() as { definition?: { sendAt: string } };
      await page.getByRole('img', { name: /messages over \d+ days$/ }).waitFor();
      return definition?.sendAt;
    };
    await page.getByRole('tab', { name: 'Definition' }).click();
    await page.getByLabel('Sends at', { exact: true }).fill('10:45');
    await page.getByRole('tab', { name: 'Time machine' }).click();
    expect(await played()).toBe('10:45');
    await page.getByRole('checkbox', { name: 'Play the draft' }).uncheck();
    expect(await played()).toBeUndefined();
  });

  test('are made of so many sessions and days', async () => {
    const { page } = await browser.openSignedIn('/programs');
    await page.getByRole('button', { name: 'New program' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Curso corto');
    await page.getByRole('textbox', { name: 'Sessions' }).fill('2');
    await page.getByRole('textbox', { name: 'Days of each' }).fill('3');
    await page.getByRole('button', { name: 'Make the program' }).click();
    await page.getByRole('heading', { level: 1, name: 'Curso corto' }).waitFor();
    await page.getByRole('tab', { name: 'Definition' }).click();
    await page.getByRole('button', { name: /^Session 2, day 3:/ }).waitFor();
  });
});
