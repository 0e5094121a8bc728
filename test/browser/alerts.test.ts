import type { Page } from 'playwright-core';
import { FIRST_SYSTEM_RULES } from '../../domain/alerts/system-condition';
import { runCommand } from '../support/hilo-command';
import { seriousFindings } from '../support/browser/console-browser';
import { browserOfTests } from '../support/browser/tests-browser';
import { testSetting } from '../support/test-servers';

const PHONE = '+573001115577';
const browser = browserOfTests();

beforeAll(async () => {
  const scenario = 'examples/scenarios/restaurant-booking.json';
  const args = ['bots', 'create', scenario, '--name', 'Quejas'];
  expect(await runCommand(testSetting('consoleFolder'), args)).toMatchObject({ code: 0 });
});

const write = (text: string) =>
  runCommand(testSetting('consoleFolder'), ['phone', PHONE, '--bot', 'Quejas'], `${text}\n`);

/** Fills in a new rule that looks for a word, and keeps it. */
async function makeRule(page: Page, { name, word }: { name: string; word: string }): Promise<void> {
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('combobox', { name: 'Words or phrases' }).fill(word);
  await page.getByRole('combobox', { name: 'Words or phrases' }).press('Enter');
  await page.getByRole('textbox', { name: 'Silent afterwards, in minutes' }).fill('0');
}

async function addAction(page: Page, kind: string): Promise<void> {
  await page.getByRole('button', { name: 'Add an action' }).click();
  await page.getByRole('menuitem', { name: kind }).click();
}

const save = (page: Page) => page.getByRole('button', { name: 'Save' }).click();

describe('an alert', () => {
  test('is raised by a rule that was tried before it was kept, appears by itself, and is taken care of', async () => {
    const [{ page, complaints }, { page: other }] = await Promise.all([
      browser.openSignedIn('/alerts/rules/new'),
      browser.openSignedIn('/alerts'),
    ]);
    await makeRule(page, { name: 'Reclamos', word: 'reclamo' });
    await addAction(page, 'Tag');
    await page.getByRole('textbox', { name: 'Tag', exact: true }).fill('reclama');
    await page.getByRole('textbox', { name: 'What somebody writes' }).fill('Tengo un RECLAMO');
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await page.getByText('would tag the contact reclama').waitFor();
    await save(page);
    await page.getByRole('link', { name: 'Reclamos' }).waitFor();

    expect(await write('hola, tengo un reclamo')).toMatchObject({ code: 0 });
    const alert = other.getByRole('listitem').filter({ hasText: 'tengo un reclamo' });
    await alert.getByText('Tag: done').waitFor();
    await alert.getByRole('button', { name: 'Acknowledge' }).click();
    await other.getByText('Acknowledged', { exact: true }).click();
    await alert.getByText(/^Acknowledged: admin/).waitFor();
    await alert.getByRole('button', { name: 'Resolve' }).click();
    await other.getByText('Resolved', { exact: true }).click();
    await alert.getByText(/^Resolved: admin/).waitFor();
    await alert.getByRole('link', { name: 'Open the conversation' }).click();
    await other.getByRole('heading', { level: 2, name: PHONE }).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('a rule', () => {
  test('shows the secret of its webhooks once, is switched off, and is deleted after one question', async () => {
    const { page, complaints } = await browser.openSignedIn('/alerts/rules/new');
    await makeRule(page, { name: 'Devoluciones', word: 'devolver' });
    await addAction(page, 'Webhook');
    await page.getByRole('textbox', { name: 'Address' }).fill('https://example.com/alerts');
    await save(page);
    const dialog = page.getByRole('dialog');
    expect(await dialog.locator('[data-secret]').textContent()).toMatch(/^whsec_/);
    await dialog.getByRole('button', { name: 'I have kept it' }).click();

    await page.getByRole('switch', { name: 'Devoluciones is on' }).press('Space');
    await page.getByRole('textbox', { name: 'What somebody writes' }).fill('quiero devolver esto');
    await page
      .locator('tr', { hasText: 'Devoluciones' })
      .locator('input:not(:disabled):not(:checked)')
      .waitFor();
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await page.getByText('No rule fires.').waitFor();

    await page.getByRole('link', { name: 'Devoluciones' }).click();
    await page.getByText('Its webhooks are signed').waitFor();
    await page.getByRole('button', { name: 'Delete the rule' }).click();
    await dialog.getByText('with every alert it raised').waitFor();
    await dialog.getByRole('button', { name: 'Delete the rule' }).click();
    await page.getByRole('heading', { level: 1, name: 'Rules' }).waitFor();
    await page.getByRole('link', { name: 'Provider down' }).waitFor();
    expect(await page.getByRole('link', { name: 'Devoluciones' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('that is refused keeps what was typed, and says why', async () => {
    const { page } = await browser.openSignedIn('/alerts/rules/new');
    await page.getByRole('textbox', { name: 'Name' }).fill('Sin palabras');
    await save(page);
    expect(await page.getByRole('alert').textContent()).toContain('condition.keywords');
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Sin palabras');
  });
});

describe('a rule that every account begins with', () => {
  test('has a Spanish name for who looks in Spanish, and keeps its own when it is saved there', async () => {
    const { page } = await browser.openSignedIn('/alerts/rules', { locale: 'es-CO' });
    await page.getByRole('link', { name: 'Proveedor caído' }).waitFor();
    const shown = await page.getByRole('cell').getByRole('link').allTextContents();
    for (const { name } of FIRST_SYSTEM_RULES) expect(shown).not.toContain(name);
    await page.getByRole('link', { name: 'Proveedor caído' }).click();
    await page.getByRole('heading', { level: 1, name: 'Proveedor caído' }).waitFor();
    const saved = page.waitForRequest((request) => request.method() === 'PUT');
    await page.getByRole('button', { name: 'Guardar' }).click();
    expect((await saved).postDataJSON()).toMatchObject({ name: 'Provider down' });
    await page.getByText('Guardado').waitFor();
  });
});

test('the pages of alerts have no serious finding, and nothing to complain of', async () => {
  const { page, complaints } = await browser.openSignedIn('/alerts');
  await page.getByText('All', { exact: true }).click();
  await page.getByRole('list', { name: 'Alerts' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('link', { name: 'Rules' }).click();
  await page.getByRole('link', { name: 'Provider down' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('link', { name: 'Provider down' }).click();
  await page.getByRole('button', { name: 'Delete the rule' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
