import { launchBrowser, seriousFindings, type ConsoleBrowser } from '../support/browser/console-browser';
import type { BrowserContextOptions } from 'playwright-core';
import { runCommand } from '../support/hilo-command';
import { testSetting } from '../support/test-servers';

const BOT = 'Vendedora';
const PHONE = '+573001117733';

let browser: ConsoleBrowser;

beforeAll(async () => {
  const folder = testSetting('consoleFolder');
  const made = await runCommand(folder, ['bots', 'agent', 'examples/agents/milo.json', '--name', BOT]);
  expect(made).toMatchObject({ code: 0 });
  expect(await runCommand(folder, ['phone', PHONE, '--bot', BOT], 'hola\n')).toMatchObject({ code: 0 });
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The bot's page opens on its agent: nothing else answers for it. */
async function openAgent(options: BrowserContextOptions = {}) {
  const opened = await browser.openSignedIn('/bots', options);
  await opened.page.getByRole('link', { name: BOT, exact: true }).click();
  await opened.page.getByRole('region', { name: 'What it is told' }).waitFor();
  return opened;
}

describe('the agent of a bot', () => {
  test.each([
    ['light', 1440],
    ['dark', 390],
  ] as const)(
    'shows what it is told, its limits and its last turns, in %s at %s',
    async (colorScheme, width) => {
      const { page, complaints } = await openAgent({ colorScheme, viewport: { width, height: 900 } });
      const prompt = await page.getByRole('textbox', { name: /^Who it is/ }).inputValue();
      expect(prompt).toContain('Sos Milo');
      await page
        .getByRole('region', { name: 'Limits and models' })
        .getByText(/^15 secs?$/)
        .waitFor();
      const turn = page.getByRole('row').filter({ hasText: PHONE }).last();
      await turn.getByText('Answered').waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      expect(await page.evaluate('document.body.scrollWidth <= innerWidth')).toBe(true);
      expect(complaints).toEqual([]);
    },
  );

  test('is told something else, which is its next version, with the tools that are chosen', async () => {
    const { page, complaints } = await openAgent();
    await page.getByText(/^Version 1,/).waitFor();
    await page.getByRole('textbox', { name: 'What it may tell of the business' }).fill('Abrimos a las 8.');
    await page.getByRole('switch', { name: /^All there are/ }).press('Space');
    await page.getByRole('checkbox', { name: 'Search the catalogue' }).check();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/^Version 2,/).waitFor();
    await page.reload();
    await page.getByText(/^Version 2,/).waitFor();
    expect(await page.getByRole('checkbox', { name: 'Search the catalogue' }).isChecked()).toBe(true);
    expect(await page.getByRole('checkbox', { name: 'Place the order' }).isChecked()).toBe(false);
    await page.getByRole('link', { name: 'To the simulator' }).click();
    await page.getByRole('heading', { level: 1, name: 'Simulator' }).waitFor();
    expect(complaints).toEqual([]);
  });
});
