import type { Page } from 'playwright-core';
import { launchBrowser, seriousFindings, signIn } from '../support/browser/console-browser';
import type { ConsoleBrowser } from '../support/browser/console-browser';

const PASSWORD = 'another password of tests';
let browser: ConsoleBrowser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

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

test.each(['light', 'dark'] as const)(
  'every part of the settings is without a serious finding or a complaint, in %s',
  async (colorScheme) => {
    const { page, complaints } = await browser.openSignedIn('/settings', { colorScheme });
    const tabs = page.getByRole('tab');
    await tabs.first().waitFor();
    for (const tab of await tabs.all()) {
      await tab.click();
      await page.waitForLoadState('networkidle');
      expect([await tab.textContent(), await seriousFindings(page)]).toEqual([await tab.textContent(), []]);
    }
    expect(complaints).toEqual([]);
  },
);
