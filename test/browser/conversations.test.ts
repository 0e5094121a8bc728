import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { runCommand } from '../support/hilo-command';
import { seriousFindings } from '../support/browser/console-browser';
import { holdMessages } from '../support/browser/hold-messages';
import { browserOfTests } from '../support/browser/tests-browser';
import { PICTURE } from '../support/browser/picture';
import { until } from '../support/pace';
import { testSetting } from '../support/test-servers';

const PHONE = '+573001113344';
const browser = browserOfTests();

beforeAll(async () => {
  const scenario = 'examples/scenarios/restaurant-booking.json';
  const folder = testSetting('consoleFolder');
  const made = await runCommand(folder, ['bots', 'create', scenario, '--name', 'Restaurante']);
  expect(made).toMatchObject({ code: 0 });
  await write('hola');
});

async function write(text: string): Promise<void> {
  const folder = testSetting('consoleFolder');
  const said = await runCommand(folder, ['phone', PHONE, '--bot', 'Restaurante'], `${text}\n`);
  expect(said).toMatchObject({ code: 0 });
}

async function openConversation() {
  const opened = await browser.openSignedIn('/conversations');
  await opened.page.getByRole('searchbox', { name: 'Name or phone' }).fill(PHONE.slice(3));
  await opened.page.getByRole('link', { name: PHONE }).click();
  await opened.page.getByRole('heading', { level: 2, name: PHONE }).waitFor();
  return opened;
}

/** As in an account in which more happens than the page can ask for: an event each 50 ms, and each answer takes ten times that. */
async function beInBusyAccount(page: Page): Promise<() => void> {
  let events: NodeJS.Timeout | undefined;
  const event = JSON.stringify({ type: 'event', position: 1, kind: 'message', data: {} });
  await page.routeWebSocket(/\/ws/, (line) => {
    line.connectToServer();
    events = setInterval(() => line.send(event), 50).unref();
  });
  await page.route('**/history?*', async (route) => {
    await sleep(500);
    await route.continue();
  });
  await page.reload();
  return () => clearInterval(events);
}

describe('the conversations', () => {
  test('are found and read', async () => {
    const { page, complaints } = await openConversation();
    await page.locator('[data-by="user"]').filter({ hasText: 'hola' }).first().waitFor();
    await page.locator('[data-by="bot"]').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('are taken over, replied in and given back, and a second window sees it by itself', async () => {
    const [{ page }, { page: other }] = await Promise.all([openConversation(), openConversation()]);
    await page.getByRole('button', { name: 'Take over' }).click();
    await other.getByRole('button', { name: 'Return to the bot' }).waitFor();
    await page.getByRole('textbox', { name: 'Your reply' }).fill('Le habla Ana');
    await page.getByRole('textbox', { name: 'Your reply' }).press('Enter');
    await other.locator('[data-by="operator"]').filter({ hasText: 'Le habla Ana' }).waitFor();
    const reply = () => page.getByRole('textbox', { name: 'Your reply' }).inputValue();
    await until({ for: 'the reply to be gone from its field', look: reply, is: (text) => text === '' });
    await page.getByRole('button', { name: 'Return to the bot' }).click();
    await Promise.all([page, other].map((each) => each.getByRole('button', { name: 'Take over' }).waitFor()));
  });

  test('keep the order of quick replies and what is written while one is on its way, and give a refused one back', async () => {
    const { page } = await openConversation();
    await page.getByRole('button', { name: 'Take over' }).click();
    const field = page.getByRole('textbox', { name: 'Your reply' });
    const letGo = await holdMessages(page, '**/api/dialogs/*/messages');
    for (const words of ['lo primero', 'lo segundo', 'se pierde']) {
      await field.fill(words);
      await field.press('Enter');
    }
    await field.fill('lo que sigue');
    letGo();
    const said = page.locator('[data-by="operator"]').filter({ hasText: /lo (primero|segundo)/ });
    await said.filter({ hasText: 'lo segundo' }).waitFor();
    const texts = async () =>
      (await said.allTextContents()).map((text) => /lo (primero|segundo)/.exec(text)?.[0]);
    expect(await texts()).toEqual(['lo primero', 'lo segundo']);
    await page.getByRole('alert').waitFor();
    expect(await field.inputValue()).toBe('se pierde\nlo que sigue');
    await page.unrouteAll({ behavior: 'wait' });
    await field.press('Enter');
    await page.locator('[data-by="operator"]').filter({ hasText: 'lo que sigue' }).waitFor();
    expect(await field.inputValue()).toBe('');
    await page.getByRole('button', { name: 'Return to the bot' }).click();
  });

  test('show what is said though events come sooner than answers', async () => {
    const { page } = await openConversation();
    const calmDown = await beInBusyAccount(page);
    await page.locator('[data-by="user"]').filter({ hasText: 'hola' }).first().waitFor();
    await write('sigo aquí');
    await page.locator('[data-by="user"]').filter({ hasText: 'sigo aquí' }).waitFor();
    calmDown();
    await page.unrouteAll({ behavior: 'wait' });
  });

  test('lead to their workflow in the Temporal Web UI', async () => {
    const { page } = await openConversation();
    const href = await page.getByRole('link', { name: 'In Temporal' }).getAttribute('href');
    expect(href).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/namespaces\/default\/workflows\/conversation%3A[\w-]+$/,
    );
  });

  test('take a template that was changed after its answer was lost as another message', async () => {
    const { page } = await openConversation();
    await page.getByRole('button', { name: 'Take over' }).click();
    await page.getByRole('button', { name: 'Send a template' }).click();
    const form = page.getByRole('dialog');
    const words = form.getByRole('textbox', { name: 'Its words, as they were approved' });
    await form.getByRole('combobox', { name: 'Template' }).fill('recordatorio:es_CO');
    await words.fill('Lo esperamos el lunes');
    await page.route('**/api/dialogs/*/messages', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await form.getByRole('button', { name: 'Send' }).click();
    await form.getByRole('alert').waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    await words.fill('Lo esperamos el martes');
    await form.getByRole('button', { name: 'Send' }).click();
    const said = page.locator('[data-by="operator"]');
    await said.filter({ hasText: 'Lo esperamos el martes' }).waitFor();
    expect(await said.filter({ hasText: 'Lo esperamos el lunes' }).count()).toBe(1);
    await page.getByRole('button', { name: 'Return to the bot' }).click();
    await page.getByRole('button', { name: 'Take over' }).waitFor();
  });

  test('take a template and a file from a person, and say how each message went out', async () => {
    const { page } = await openConversation();
    await page.getByRole('button', { name: 'Take over' }).click();
    await page.getByRole('button', { name: 'Send a template' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('combobox', { name: 'Template' }).fill('recordatorio:es_CO');
    await form
      .getByRole('textbox', { name: 'Its words, as they were approved' })
      .fill('Hola {{1}}, lo esperamos');
    await form.getByRole('textbox', { name: '{{1}}' }).fill('Ana');
    expect(await seriousFindings(page)).toEqual([]);
    await form.getByRole('button', { name: 'Send' }).click();
    const said = page.locator('[data-by="operator"]');
    await said.filter({ hasText: 'Hola Ana, lo esperamos' }).locator('[data-state="accepted"]').waitFor();
    await page.getByRole('button', { name: 'Send a file' }).click();
    await form.locator('input[type=file]').setInputFiles(PICTURE);
    await form.getByRole('button', { name: 'carta.png' }).click();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await said.getByRole('img').first().waitFor();
    await page.getByRole('button', { name: 'Return to the bot' }).click();
    await page.getByRole('button', { name: 'Take over' }).waitFor();
  });
});
