import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seriousFindings } from '../support/browser/console-browser';
import { browserOfTests } from '../support/browser/tests-browser';
import { runCommand } from '../support/hilo-command';
import { testSetting } from '../support/test-servers';

const PEOPLE = 3000;
/** Slow enough to be paused in the middle. */
const SLOW = '60';

const READY = 'Ready to go to 3,000 people';

const browser = browserOfTests();
let list: string;

beforeAll(async () => {
  list = join(testSetting('consoleFolder'), 'people.csv');
  const people = Array.from({ length: PEOPLE }, (_, index) => `57300${2_000_000 + index},Ana ${index}`);
  writeFileSync(list, ['numero,nombre', ...people, '12,Eva'].join('\n'));
});

async function draft(title: string): Promise<{ id: string }> {
  const args = ['broadcast', 'send', list, '--template', 'Hola {{nombre}}', '--title', title, '--rate', SLOW];
  const { code, stdout } = await runCommand(testSetting('consoleFolder'), [...args, '--draft', '--json']);
  expect(code).toBe(0);
  return (JSON.parse(stdout) as { broadcast: { id: string } }).broadcast;
}

describe('a broadcast', () => {
  test('is started, paused, resumed and made faster while one looks, and tells what became of everybody', async () => {
    const title = 'Promo';
    const { id } = await draft(title);
    const { page, complaints } = await browser.openSignedIn('/broadcasts');
    await page.getByRole('link', { name: title, exact: true }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: title, exact: true }).click();
    await page.getByRole('heading', { level: 2, name: READY }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Start now' }).click();
    const asked = page.getByRole('dialog', { name: `Start “${title}”?` });
    await asked.getByRole('button', { name: 'Start now' }).click();
    await page
      .getByText(/^[\d.]+ a second$/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('status').filter({ hasText: 'Paused' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.getByRole('textbox', { name: 'Messages a second, at most' }).fill('');
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByText('Completed').first().waitFor();
    await page.getByText('100%').waitFor();
    await page.getByRole('cell', { name: 'Ana 0 +573002000000' }).waitFor();
    await page.getByRole('tab', { name: 'Rows without a message (1)' }).click();
    await page.getByRole('row').filter({ hasText: 'Bad number' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    const report = await page.evaluate(
      async (path) => (await fetch(path)).text(),
      `/api/broadcasts/${id}/report.csv`,
    );
    expect(report.trim().split('\n')).toHaveLength(PEOPLE + 2);
    expect(complaints).toEqual([]);
  });

  test('is made of a CSV and a text, whose problems and forecast are shown before anything is kept', async () => {
    const { page, complaints } = await browser.openSignedIn('/broadcasts');
    await page.getByRole('link', { name: 'New broadcast' }).click();
    const name = '"><img src=x onerror="alert(1)">.csv';
    const buffer = Buffer.from('numero,nombre\n573002000001,<b>Ana</b>\n12,Eva\n573002000002,Luis\n');
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
    await page.getByRole('cell', { name: '<b>Ana</b>' }).waitFor();
    await page.getByText(name, { exact: true }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('Made of a file');
    await page.getByRole('textbox', { name: 'Message' }).fill('Hola ');
    await page.getByRole('button', { name: 'nombre', exact: true }).click();
    await page.getByRole('region', { name: 'Preview' }).getByText('Hola <b>Ana</b>').waitFor();
    await page.getByRole('button', { name: 'Next person' }).click();
    await page.getByRole('region', { name: 'Preview' }).getByText('Hola Eva').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByRole('status').filter({ hasText: '1 rows get no message' }).waitFor();
    await page.getByRole('row').filter({ hasText: 'Bad number' }).waitFor();
    await page.getByText('Hola Luis').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await page.getByRole('heading', { level: 2, name: 'Ready to go to 2 people' }).waitFor();
    await page.getByLabel('Start at, in your time zone').fill('2099-01-05T09:00');
    await page.getByRole('button', { name: 'Schedule' }).click();
    await page.getByRole('status').filter({ hasText: 'Starts at 5 Jan 2099' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('tells in Spanish, too, what is wrong with which row', async () => {
    const { page } = await browser.openSignedIn('/broadcasts/new', { locale: 'es-CO' });
    const rows = ['573002000001,Ana', '573002000001,Otra', '12,Eva', '573002000002,', '573002000003,Luis,3'];
    const buffer = Buffer.from(['numero,nombre', ...rows].join('\n'));
    await page.locator('input[type=file]').setInputFiles({ name: 'mala.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: 'Siguiente', exact: true }).click();
    await page.getByRole('textbox', { name: 'Título' }).fill('Con errores');
    await page.getByRole('textbox', { name: 'Mensaje' }).fill('Hola {{nombre}}');
    await page.getByRole('button', { name: 'Siguiente', exact: true }).click();
    for (const words of [
      'El mismo número que en la línea 2',
      /^No es un número posible/,
      '{{nombre}} no tiene dato en esta fila',
      '3 celdas donde la primera línea tiene 2',
    ]) {
      await page.getByRole('cell', { name: words }).waitFor();
    }
  });

  test('shows the first rows of a wide list on a phone, where they scroll in their own box', async () => {
    const { page } = await browser.openSignedIn('/broadcasts/new', { viewport: { width: 390, height: 844 } });
    const buffer = Buffer.from('numero,nombre,ciudad\n573002000001,Ana María Rodríguez,Bogotá\n');
    const list = { name: 'ancha.csv', mimeType: 'text/csv', buffer };
    await page.locator('input[type=file]').setInputFiles(list);
    const rows = page.getByRole('region', { name: 'First rows' });
    await rows.getByRole('cell', { name: 'Bogotá' }).waitFor();
    expect(await rows.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)).toBe(true);
    expect(await page.evaluate('document.body.scrollWidth <= innerWidth')).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('is cancelled once somebody has read what that does, and nobody else gets it', async () => {
    const { id } = await draft('Called off');
    const { page } = await browser.openSignedIn(`/broadcasts/${id}`);
    await page.getByRole('button', { name: 'Start now' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start now' }).click();
    await page.getByRole('button', { name: 'Cancel broadcast' }).click();
    await page.getByRole('dialog').getByText('This cannot be undone.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel broadcast' }).click();
    await page.getByText('Cancelled').first().waitFor();
    await page.getByText('100%').waitFor();
    expect(await page.getByRole('button', { name: 'Cancel broadcast' }).count()).toBe(0);
  });

  test('that is a draft is tried on a number of one’s own, and discarded', async () => {
    const { id } = await draft('Discarded');
    const { page } = await browser.openSignedIn(`/broadcasts/${id}`);
    await page.getByRole('textbox', { name: 'Your own number' }).fill('+57 300 111 2299');
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('The test is on its way.').waitFor();
    await page.getByRole('button', { name: 'Discard draft' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'Broadcasts' }).waitFor();
    await page.getByRole('link', { name: 'Called off', exact: true }).waitFor();
    expect(await page.getByRole('link', { name: 'Discarded', exact: true }).count()).toBe(0);
  });
});
