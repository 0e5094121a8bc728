import { seriousFindings } from '../support/browser/console-browser';
import { browserOfTests } from '../support/browser/tests-browser';

const browser = browserOfTests();

/** Reports as the API answers them, so that charts have bars however little the stack has counted. */
const MESSAGES = {
  ...{ from: '2026-11-20', to: '2026-11-21', by: 'day', zone: 'America/Bogota' },
  countedUntil: '2026-11-21T12:00:00.000Z',
  rows: ['2026-11-20', '2026-11-21'].map((period) => ({
    ...{ period, channel: '<b>twilio</b>', source: 'program', in: 1200, out: 2400, delivered: 2300 },
    ...{ read: 2000, failed: 40, unconfirmed: 1, suppressed: 12 },
  })),
};

const NONE = { ...MESSAGES, rows: [] };

describe('the analytics', () => {
  test('draw every report of every part, without a serious finding or a complaint', async () => {
    const { page, complaints } = await browser.openSignedIn('/');
    await page.route('**/api/analytics/messages?*', (route) => route.fulfill({ json: MESSAGES }));
    await page.getByRole('link', { name: 'Analytics' }).click();
    await page.locator('.recharts-bar-rectangle').first().waitFor();
    const titles: string[] = [];
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      expect([await tab.textContent(), await seriousFindings(page)]).toEqual([await tab.textContent(), []]);
      titles.push(...(await page.getByRole('tabpanel').getByRole('heading', { level: 2 }).allTextContents()));
    }
    expect(new Set(titles).size).toBe(13);
    expect(complaints).toEqual([]);
  });

  test('show the part that the address names, its tab in sight also where not every tab fits', async () => {
    const viewport = { width: 320, height: 640 };
    const { page } = await browser.openSignedIn('/analytics#business', { viewport });
    await page.getByRole('tabpanel', { name: 'Shop and broadcasts' }).waitFor();
    const tab = page.getByRole('tab', { name: 'Shop and broadcasts', selected: true });
    const { x = -1, width = 0 } = (await tab.boundingBox()) ?? {};
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(viewport.width);
  });

  test('say the same in a table, as text and never as markup', async () => {
    const { page } = await browser.openSignedIn('/');
    await page.route('**/api/analytics/messages?*', (route) => route.fulfill({ json: MESSAGES }));
    await page.getByRole('link', { name: 'Analytics' }).click();
    await page.getByRole('button', { name: 'Table of Messages' }).click();
    const cells = page.getByRole('table', { name: 'Messages' }).getByRole('row').nth(1).getByRole('cell');
    await cells.first().waitFor();
    expect((await cells.allTextContents()).slice(1, 5)).toEqual([
      '<b>twilio</b>',
      'program',
      '1,200',
      '2,400',
    ]);
  });

  test('are asked for the days one chooses, and are had as a file of the same days', async () => {
    const { page } = await browser.openSignedIn('/');
    await page.route('**/api/analytics/opt-outs?*', (route) => route.fulfill({ json: NONE }));
    await page.getByRole('link', { name: 'Analytics' }).click();
    const asked = page.waitForRequest((request) => request.url().includes('messages?from=2026-01-05'));
    await page.getByLabel('From').fill('2026-01-05');
    await page.getByLabel('To', { exact: true }).fill('2026-01-09');
    await asked;
    const link = page.getByRole('link', { name: 'CSV of Messages' });
    const downloading = page.waitForEvent('download');
    await link.click();
    expect((await downloading).suggestedFilename()).toBe('messages-2026-01-05-2026-01-09.csv');
    await page.getByText('Nothing of it happened in these days.').first().waitFor();
  });

  test('say of what was never counted that it was not', async () => {
    const { page } = await browser.openSignedIn('/');
    const json = { ...NONE, countedUntil: null };
    await page.route('**/api/analytics/opt-outs?*', (route) => route.fulfill({ json }));
    await page.getByRole('link', { name: 'Analytics' }).click();
    await page
      .getByText(/^Nothing has been counted yet/)
      .first()
      .waitFor();
  });

  test('refuse what cannot be asked, and say what to ask instead', async () => {
    const { page } = await browser.openSignedIn('/analytics');
    await page.getByLabel('From').fill('2020-01-05');
    await page.getByRole('alert').filter({ hasText: 'at most 366 days' }).first().waitFor();
  });
});
