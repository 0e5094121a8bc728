import type { Page } from 'playwright-core';
import { seriousFindings } from '../support/browser/console-browser';
import { browserOfTests } from '../support/browser/tests-browser';
import { runCommand } from '../support/hilo-command';
import { PICTURE } from '../support/browser/picture';
import { testSetting } from '../support/test-servers';

const NAME = 'Mesas';
const SCENARIO = 'Reservas de La Esquina';
const TOKEN = '123456789:a-token-that-nobody-sees-again';
const browser = browserOfTests();

beforeAll(async () => {
  const scenario = 'examples/scenarios/restaurant-booking.json';
  const args = ['bots', 'create', scenario, '--name', NAME];
  expect(await runCommand(testSetting('consoleFolder'), args)).toMatchObject({ code: 0 });
});

async function openBot() {
  const opened = await browser.openSignedIn('/bots');
  await opened.page.getByRole('link', { name: NAME, exact: true }).click();
  await opened.page.getByRole('heading', { level: 1, name: NAME }).waitFor();
  return opened;
}

async function openScenario() {
  const opened = await openBot();
  await opened.page.getByRole('link', { name: SCENARIO }).click();
  await opened.page.getByRole('heading', { level: 1, name: SCENARIO }).waitFor();
  return opened;
}

const nodeOf = (page: Page, step: string) => page.locator(`.react-flow__node[data-id="${step}"]`);
const beside = (page: Page, side: string) =>
  page.getByRole('region', { name: 'Beside the graph' }).getByText(side, { exact: true }).first().click();

describe('the bots', () => {
  test('lead from the list to where one answers, its files and its secrets', async () => {
    const { page, complaints } = await browser.openSignedIn('/bots');
    await page.getByRole('link', { name: NAME, exact: true }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: NAME, exact: true }).click();
    for (const tab of ['Scenarios', 'Agent', 'Platforms', 'Files', 'Secrets', 'Settings']) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByRole('tabpanel', { name: tab }).locator(':not(style)').first().waitFor();
      expect(await seriousFindings(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });

  test('are made, silenced and deleted', async () => {
    const { page } = await browser.openSignedIn('/bots');
    await page.getByRole('button', { name: 'New bot' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('De paso');
    await page.getByRole('button', { name: 'Make the bot' }).click();
    await page.getByRole('heading', { level: 1, name: 'De paso' }).waitFor();
    await page.getByRole('switch', { name: 'Answers' }).press('Space');
    await page.getByRole('switch', { name: 'Silent' }).waitFor();
    await page.getByRole('tab', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Delete the bot' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the bot' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bots' }).waitFor();
    await page.getByRole('link', { name: 'De paso' }).waitFor({ state: 'detached' });
  });

  test('take credentials once, and never show them again', async () => {
    const { page } = await openBot();
    await page.getByRole('tab', { name: 'Platforms' }).click();
    const telegram = page.getByRole('region', { name: 'Telegram' });
    await telegram.getByRole('button', { name: 'Put on Telegram' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Bot token').fill('nonsense');
    await form.getByLabel('Webhook secret').fill('a-secret-of-mine');
    await form.getByRole('button', { name: 'Keep' }).click();
    await form.getByRole('alert').waitFor();
    await form.getByLabel('Bot token').fill(TOKEN);
    await form.getByRole('button', { name: 'Keep' }).click();
    await form.waitFor({ state: 'detached' });
    await telegram.getByText('Answers here').waitFor();
    expect(await page.content()).not.toContain(TOKEN);
    await telegram.getByRole('button', { name: 'Replace on Telegram' }).click();
    expect(await page.getByRole('dialog').getByLabel('Bot token').inputValue()).toBe('');
    await page.keyboard.press('Escape');
    await telegram.getByRole('button', { name: 'Take off Telegram' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take off Telegram' }).click();
    await telegram.getByRole('button', { name: 'Put on Telegram' }).waitFor();
  });

  test('keep files, show them, and erase them after asking', async () => {
    const { page, complaints } = await openBot();
    await page.getByRole('tab', { name: 'Files' }).click();
    await page.locator('input[type=file]').setInputFiles(PICTURE);
    const file = page.getByRole('article', { name: 'carta.png' });
    await file.getByRole('img').waitFor();
    await file.getByRole('button', { name: 'Delete carta.png' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await file.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });
});

test('a file that comes while the list of files is still on its way is shown by itself', async () => {
  const { page } = await openBot();
  const uploaded = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.route(
    '**/media?*',
    async (route) => {
      const before = await route.fetch();
      await (await uploaded).finished();
      await route.fulfill({ response: before });
    },
    { times: 1 },
  );
  const asked = page.waitForRequest('**/media?*');
  await page.getByRole('tab', { name: 'Files' }).click();
  await asked;
  await page.locator('input[type=file]').setInputFiles({ ...PICTURE, name: 'postre.png' });
  await page.getByRole('article', { name: 'postre.png' }).waitFor();
});

describe('a scenario', () => {
  test('is a graph of its steps, with each part beside it', async () => {
    const { page, complaints } = await openScenario();
    await nodeOf(page, 'welcome').waitFor();
    expect(await page.locator('.react-flow__node').count()).toBe(19);
    for (const side of ['Step', 'All', 'Play', 'Versions']) {
      await beside(page, side);
      expect(await seriousFindings(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });

  test('is edited step by step, checked as it is written, and not lost when the page is left', async () => {
    const { page } = await openScenario();
    await nodeOf(page, 'goodbye').click();
    const json = page.getByRole('textbox', { name: 'The step goodbye as JSON' });
    await json.fill('{ "kind": "end", "text": "¡Hasta luego!", "next": ');
    await page.getByText('No JSON yet').waitFor();
    await json.fill('{ "kind": "message", "text": "¡Hasta luego!", "next": "nowhere" }');
    await nodeOf(page, 'goodbye').getByRole('img', { name: 'Errors:' }).waitFor();
    await page.getByText('nowhere', { exact: false }).first().waitFor();
    await page.reload();
    await page.getByText('Draft, not published').waitFor();
    await nodeOf(page, 'goodbye').getByText('¡Hasta luego!').waitFor();
    await page.getByRole('button', { name: 'Discard the draft' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard the draft' }).click();
    await page.getByText('Draft, not published').waitFor({ state: 'detached' });
  });

  test('is played beside its graph, which shows where the conversation stands', async () => {
    const { page } = await openScenario();
    await beside(page, 'Play');
    await page.getByRole('button', { name: 'Reservar mesa' }).click();
    const log = page.getByRole('log', { name: 'The conversation that is played' });
    await log.getByText('¿Para cuántas personas?').waitFor();
    await nodeOf(page, 'ask-guests').locator('[data-played="true"]').waitFor();
    await page.getByRole('textbox', { name: 'Write as the person' }).fill('20');
    await page.getByRole('textbox', { name: 'Write as the person' }).press('Enter');
    await page.getByRole('button', { name: 'Return it to the bot' }).waitFor();
    await page.getByRole('button', { name: 'Take back' }).click();
    await nodeOf(page, 'ask-guests').locator('[data-played="true"]').waitFor();
  });

  test('is published, compared and rolled back', async () => {
    const { page } = await openScenario();
    await nodeOf(page, 'goodbye').click();
    const json = page.getByRole('textbox', { name: 'The step goodbye as JSON' });
    await json.fill('{ "kind": "end", "text": { "es": "¡Chao!", "en": "Bye!" }, "outcome": "booked" }');
    await page.locator('button:not([aria-disabled=true])', { hasText: 'Publish version 2' }).click();
    await page.getByText('Version 2', { exact: true }).first().waitFor();
    await beside(page, 'Versions');
    await page.getByRole('button', { name: 'Version 1', exact: true }).click();
    const difference = page.getByRole('region', { name: 'From version 1 to what is written now' });
    await difference.locator('[data-change="added"]').filter({ hasText: '¡Chao!' }).waitFor();
    await difference.locator('[data-change="removed"]').filter({ hasText: '¡Te esperamos!' }).waitFor();
    await page.getByRole('button', { name: 'Publish version 1 again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish version 1 again' }).click();
    await page.getByText('Version 3', { exact: true }).first().waitFor();
    await nodeOf(page, 'goodbye').getByText('¡Te esperamos!').waitFor();
  });
});
