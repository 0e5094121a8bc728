import type { Page } from 'playwright-core';
import { seriousFindings, signIn } from '../support/browser/console-browser';
import { browserOfTests } from '../support/browser/tests-browser';

const PASSWORD = 'another password of tests';
const browser = browserOfTests();

/** What a dialog shows this once. */
async function secretOf(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog');
  const secret = await dialog.locator('[data-secret]').textContent();
  await dialog.getByRole('button', { name: 'I have kept it' }).click();
  return secret ?? '';
}

describe('an operator', () => {
  test('is invited, chooses a password, sees what the role may, and is removed after one question', async () => {
    const { page, complaints } = await browser.openSignedIn('/settings#operators');
    await page.getByRole('textbox', { name: 'Login' }).fill('lucia');
    await page.getByRole('button', { name: 'Invite' }).click();
    const invited = await browser.open(new URL(await secretOf(page)).href);
    expect(await seriousFindings(invited.page)).toEqual([]);
    await invited.page.locator('input[autocomplete=new-password]').fill(PASSWORD);
    await invited.page.getByRole('button', { name: 'Choose it' }).click();
    await invited.page.getByRole('link', { name: 'Sign in' }).click();
    await signIn(invited.page, { login: 'lucia', password: PASSWORD });
    await invited.page.getByRole('link', { name: 'Settings' }).click();
    await invited.page.getByRole('tab', { name: 'Your password' }).waitFor();
    expect(await invited.page.getByRole('tab', { name: 'API keys' }).count()).toBe(0);

    await page.getByRole('button', { name: 'Remove lucia' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Remove lucia' }).waitFor({ state: 'detached' });
    await invited.page.reload();
    await invited.page.getByRole('heading', { name: 'Sign in to Hilo' }).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('an API key', () => {
  test('is shown once, may what was chosen and nothing else, and is refused once it is revoked', async () => {
    const { page, complaints } = await browser.openSignedIn('/settings#keys');
    await page.getByRole('textbox', { name: 'What it is for' }).fill('Informes');
    await page.getByText('Only what is chosen').click();
    await page.getByRole('combobox', { name: 'What the key may' }).click();
    await page.getByRole('option', { name: 'alerts:read' }).click();
    await page.getByRole('button', { name: 'Make a key' }).click();
    const headers = { 'x-api-key': await secretOf(page) };
    const statusOf = async (path: string) => (await fetch(new URL(path, page.url()), { headers })).status;
    expect([await statusOf('/api/alerts'), await statusOf('/api/keys')]).toEqual([200, 403]);

    await page.getByRole('button', { name: 'Revoke Informes' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('button', { name: 'Revoke Informes' }).waitFor({ state: 'detached' });
    expect(await statusOf('/api/alerts')).toBe(401);

    await page.getByRole('tab', { name: 'Audit log' }).click();
    await page.getByRole('combobox', { name: 'What was done' }).fill('revokeKey');
    await page.getByRole('row').filter({ hasText: 'Informes' }).first().waitFor();
    await page.getByRole('row').filter({ hasText: 'signIn' }).first().waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });
});

describe('the business', () => {
  test('is changed version by version, and an earlier one is brought back', async () => {
    const { page, complaints } = await browser.openSignedIn('/settings#business');
    const save = async () => {
      const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT');
      await page.getByRole('button', { name: 'Save' }).click();
      return (await (await saved).json()) as { version: number; settings: Record<string, unknown> };
    };
    await page.getByRole('button', { name: 'Add a fact' }).click();
    await page.getByRole('textbox', { name: 'Fact 1' }).fill('Entregamos en Bogotá');
    const first = await save();
    await page.getByRole('button', { name: 'Add hours to Monday' }).click();
    await page.getByLabel('Monday, closes').fill('17:30');
    const second = await save();
    expect(second).toMatchObject({
      version: first.version + 1,
      settings: {
        hours: [{ weekday: 1, from: '08:00', to: '17:30' }],
        facts: ['Entregamos en Bogotá'],
      },
    });
    await page.getByRole('button', { name: `Bring back version ${first.version}` }).click();
    await page.getByLabel('Monday, closes').waitFor({ state: 'detached' });
    expect(await save()).toMatchObject({ version: second.version + 1, settings: { hours: [] } });
    expect(complaints).toEqual([]);
  });

  test('that is open until midnight is shown so, and stays so when it is saved again', async () => {
    const { page } = await browser.openSignedIn('/settings#business');
    const save = async () => {
      const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT');
      await page.getByRole('button', { name: 'Save' }).click();
      return (await saved).json() as Promise<unknown>;
    };
    const untilMidnight = { settings: { hours: [{ weekday: 6, from: '08:00', to: '24:00' }] } };
    await page.getByRole('button', { name: 'Add hours to Saturday' }).click();
    await page.getByLabel('Saturday, closes').fill('00:00');
    expect(await save()).toMatchObject(untilMidnight);
    await page.reload();
    await page.getByLabel('Saturday, closes').waitFor();
    expect(await page.getByLabel('Saturday, closes').inputValue()).toBe('00:00');
    expect(await save()).toMatchObject(untilMidnight);
    await page.getByRole('button', { name: 'Remove hours from Saturday' }).click();
    expect(await save()).toMatchObject({ settings: { hours: [] } });
  });

  test('that is refused keeps what was typed, and says why', async () => {
    const { page } = await browser.openSignedIn('/settings#business');
    await page.getByRole('button', { name: 'Add hours to Sunday' }).click();
    await page.getByLabel('Sunday, closes').fill('07:00');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').filter({ hasText: 'must close after it opens' }).waitFor();
    expect(await page.getByLabel('Sunday, closes').inputValue()).toBe('07:00');
  });
});

describe('the language models', () => {
  test('are tried before they are kept, put in order and kept', async () => {
    const { page, complaints } = await browser.openSignedIn('/settings#models');
    const add = async (index: number, { provider, model }: { provider: string; model: string }) => {
      await page.getByRole('button', { name: 'Add a model' }).click();
      await page.getByRole('combobox', { name: 'Provider' }).nth(index).click();
      await page.getByRole('option', { name: provider }).click();
      await page.getByRole('textbox', { name: 'Model' }).nth(index).fill(model);
    };
    await add(0, { provider: 'Offline', model: 'rules' });
    await page.getByRole('button', { name: 'Try rules' }).click();
    await page.getByText(/^Answered "/).waitFor();
    await add(1, { provider: 'OpenAI', model: 'gpt-of-tests' });
    await page.locator('input[type=password]').last().fill('sk-of-tests');
    await page.getByRole('button', { name: 'Move gpt-of-tests up' }).click();
    const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT');
    await page.getByRole('button', { name: 'Save' }).click();
    const { models } = (await (await saved).json()) as { models: { model: string }[] };
    expect(models.map(({ model }) => model)).toEqual(['gpt-of-tests', 'rules']);
    await page.getByText(/^Kept: /).waitFor();

    for (const name of ['gpt-of-tests', 'rules']) {
      await page.getByRole('button', { name: `Remove ${name}` }).click();
    }
    const emptied = page.waitForResponse((answer) => answer.request().method() === 'PUT');
    await page.getByRole('button', { name: 'Save' }).click();
    // What is left is what answers where nothing is set.
    expect(await (await emptied).json()).toMatchObject({ models: [{ id: null, provider: 'offline' }] });
    expect(complaints).toEqual([]);
  });
});

test('every part of the settings is without a serious finding or a complaint', async () => {
  const { page, complaints } = await browser.openSignedIn('/settings');
  const tabs = page.getByRole('tab');
  await tabs.first().waitFor();
  for (const tab of await tabs.all()) {
    await tab.click();
    expect([await tab.textContent(), await seriousFindings(page)]).toEqual([await tab.textContent(), []]);
  }
  expect(complaints).toEqual([]);
});
