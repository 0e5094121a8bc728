import type { Locator, Page } from 'playwright-core';
import { runCommand } from '../support/hilo-command';
import { seriousFindings } from '../support/browser/console-browser';
import { holdMessages } from '../support/browser/hold-messages';
import { browserOfTests } from '../support/browser/tests-browser';
import { testSetting } from '../support/test-servers';

const browser = browserOfTests();

beforeAll(async () => {
  const scenario = 'examples/scenarios/restaurant-booking.json';
  const made = await runCommand(testSetting('consoleFolder'), [
    'bots',
    'create',
    scenario,
    '--name',
    'Reservas',
  ]);
  expect(made).toMatchObject({ code: 0 });
});

/** A phone that writes to this file's bot, not to whichever is the newest of the account. */
async function addPhone(page: Page, number: string): Promise<Locator> {
  await page.getByRole('textbox', { name: 'Phone number' }).fill(number);
  await page.getByRole('button', { name: 'Add phone' }).click();
  const phone = page.getByRole('region').filter({ hasText: number.replaceAll(' ', '') });
  await phone.getByRole('combobox', { name: 'Bot it writes to' }).click();
  await page.getByRole('option', { name: 'Reservas', exact: true }).last().click();
  return phone;
}

async function showAs(phone: Locator, platform: string): Promise<void> {
  await phone.getByRole('combobox', { name: 'Show messages as' }).click();
  await phone.page().getByRole('option', { name: platform }).click();
}

describe('the simulator', () => {
  test('is a phone that a bot answers', async () => {
    const { page, complaints } = await browser.openSignedIn('/simulator');
    const phone = page.getByRole('region').filter({ hasText: '+573001112233' });
    await phone.getByRole('textbox', { name: 'Message' }).fill('hola, teléfono');
    await phone.getByRole('button', { name: 'Send', exact: true }).click();
    const log = page.getByRole('log', { name: 'Messages of +573001112233' });
    await log.locator('[data-direction="from-phone"]').filter({ hasText: 'hola, teléfono' }).waitFor();
    await log.locator('[data-direction="to-phone"]').last().waitFor();
    await phone.locator('input[aria-label=Message][value=""]').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('shows what is tapped, as the phone of a messenger does', async () => {
    const { page } = await browser.openSignedIn('/simulator');
    const phone = await addPhone(page, '+57 300 111 2244');
    await phone.getByRole('textbox', { name: 'Message' }).fill('hola');
    await phone.getByRole('textbox', { name: 'Message' }).press('Enter');
    const log = page.getByRole('log', { name: 'Messages of +573001112244' });
    const button = log.locator('[data-direction="to-phone"]').last().getByRole('button').first();
    const label = (await button.textContent()) ?? '';
    await button.click();
    await log.locator('[data-direction="from-phone"]').filter({ hasText: label }).waitFor();
  });

  test('shows what each platform would, with the reasons, and remembers it with the phone', async () => {
    const { page, complaints } = await browser.openSignedIn('/simulator');
    const phone = await addPhone(page, '+57 300 111 2255');
    await phone.getByRole('textbox', { name: 'Message' }).fill('hola');
    await phone.getByRole('textbox', { name: 'Message' }).press('Enter');
    const log = phone.getByRole('log');
    const buttons = log.locator('[data-direction="to-phone"]').last().getByRole('button');
    await buttons.first().waitFor();
    const labels = await buttons.allTextContents();

    await showAs(phone, 'WhatsApp (Twilio)');
    await log.getByText('WhatsApp (Twilio): ').waitFor();
    const lines = labels.map((label, n) => `${n + 1}. ${label}`).join('\n');
    expect(await log.locator('[data-direction="to-phone"]').last().textContent()).toContain(lines);
    expect(await log.locator('[data-direction="to-phone"] button').count()).toBe(0);
    await log.locator('[data-direction="from-phone"]').filter({ hasText: 'hola' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    await page.reload();
    await log.getByText('WhatsApp (Twilio): ').waitFor();
    await showAs(phone, 'Telegram');
    await buttons.filter({ hasText: labels[0] ?? '' }).waitFor();
    expect(await buttons.allTextContents()).toEqual(labels);
    await buttons.first().click();
    await log
      .locator('[data-direction="from-phone"]')
      .filter({ hasText: labels[0] ?? '' })
      .waitFor();
    expect(complaints).toEqual([]);
  });

  test('keeps what is written while a message is on its way, and the order of several', async () => {
    const { page } = await browser.openSignedIn('/simulator');
    const phone = await addPhone(page, '+57 300 111 2266');
    const field = phone.getByRole('textbox', { name: 'Message' });
    const letGo = await holdMessages(page, '**/api/simulator/*/messages');
    for (const words of ['lo primero', 'lo segundo', 'se pierde', 'también se pierde']) {
      await field.fill(words);
      await field.press('Enter');
      expect(await field.inputValue()).toBe('');
    }
    await field.fill('lo que sigue');
    letGo();
    const said = phone.locator('[data-direction="from-phone"]');
    await said.filter({ hasText: 'lo segundo' }).waitFor();
    await phone.getByRole('alert').waitFor();
    await phone
      .locator('input[aria-label=Message][value="se pierde también se pierde lo que sigue"]')
      .waitFor();
    expect((await said.allTextContents()).map((text) => /lo (primero|segundo)/.exec(text)?.[0])).toEqual([
      ...['lo primero', 'lo segundo'],
    ]);
    await page.unrouteAll({ behavior: 'wait' });
    await field.press('Enter');
    await said.filter({ hasText: 'se pierde también se pierde lo que sigue' }).waitFor();
    expect(await field.inputValue()).toBe('');
  });

  test('sends again under its id what came back, so that a lost answer makes no second message', async () => {
    const { page } = await browser.openSignedIn('/simulator');
    const phone = await addPhone(page, '+57 300 111 2277');
    const field = phone.getByRole('textbox', { name: 'Message' });
    await page.route('**/api/simulator/*/messages', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      await route.fetch();
      return route.abort();
    });
    await field.fill('una sola vez');
    await field.press('Enter');
    await phone.getByRole('alert').waitFor();
    expect(await field.inputValue()).toBe('una sola vez');
    await page.unrouteAll({ behavior: 'wait' });
    await field.press('Enter');
    await field.fill('y otra');
    await field.press('Enter');
    const said = phone.locator('[data-direction="from-phone"]');
    await said.filter({ hasText: 'y otra' }).waitFor();
    expect(await said.filter({ hasText: 'una sola vez' }).count()).toBe(1);
  });

  test('shows to a second window at once what the first one wrote, as text and never as markup', async () => {
    const [first, second] = await Promise.all([
      browser.openSignedIn('/simulator'),
      browser.openSignedIn('/simulator'),
    ]);
    const hostile = '<img src=x onerror="alert(1)"><b>hola</b>';
    const phone = first.page.getByRole('region').filter({ hasText: '+573001112233' });
    await phone.getByRole('textbox', { name: 'Message' }).fill(hostile);
    await phone.getByRole('textbox', { name: 'Message' }).press('Enter');
    await second.page.getByText(hostile, { exact: true }).first().waitFor();
    expect([...first.complaints, ...second.complaints]).toEqual([]);
  });

  test('refuses what is no phone number, and says what one looks like', async () => {
    const { page } = await browser.openSignedIn('/simulator');
    await page.getByRole('textbox', { name: 'Phone number' }).fill('300');
    await page.getByRole('button', { name: 'Add phone' }).click();
    await page.getByText('In international form, such as +573001112233').waitFor();
  });
});
