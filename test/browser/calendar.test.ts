import { askConsole } from '../support/browser/console-api';
import { seriousFindings } from '../support/browser/console-browser';
import { browserOfTests } from '../support/browser/tests-browser';
import { ALWAYS_OPEN, hourFromNow } from '../support/calendar-weeks';
import { runCommand } from '../support/hilo-command';
import { testSetting } from '../support/test-servers';

const BOT = 'Con agenda';
const NOTE = '<img src=x onerror="alert(1)">';
const DAYS_AHEAD = 2;

const browser = browserOfTests();

beforeAll(async () => {
  const args = ['bots', 'create', 'examples/scenarios/restaurant-booking.json', '--name', BOT];
  expect(await runCommand(testSetting('consoleFolder'), args)).toMatchObject({ code: 0 });
  await askConsole('PUT', '/api/calendar', ALWAYS_OPEN);
});

/** Somebody who talks with the bot, and comes on the second day at this hour. */
async function book(phone: string, hour: number): Promise<void> {
  const folder = testSetting('consoleFolder');
  expect(await runCommand(folder, ['phone', phone, '--bot', BOT], 'hola\n')).toMatchObject({ code: 0 });
  const query = new URLSearchParams({ search: phone }).toString();
  const { items } = await askConsole<{ items: { contact: { id: string } }[] }>(
    'GET',
    `/api/dialogs?${query}`,
  );
  const startsAt = new Date(hourFromNow(DAYS_AHEAD * 24 + hour)).toISOString();
  const wish = { contactId: items[0]?.contact.id, startsAt, note: NOTE };
  await askConsole('POST', '/api/calendar/appointments', wish);
}

describe('the agenda', () => {
  test.each([
    ['light', 1440, '+573001119901'],
    ['dark', 390, '+573001119902'],
  ] as const)(
    'shows who comes when, and moves and cancels it, in %s at %s',
    async (colorScheme, width, phone) => {
      await book(phone, colorScheme === 'light' ? 0 : 1);
      const { page, complaints } = await browser.openSignedIn('/calendar', {
        ...{ colorScheme, viewport: { width, height: 900 } },
      });
      const item = page.getByRole('listitem').filter({ hasText: phone });
      await item.getByText(NOTE).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      expect(await page.evaluate('document.body.scrollWidth <= innerWidth')).toBe(true);

      await item.getByRole('button', { name: `Move ${phone}` }).click();
      const form = page.getByRole('dialog', { name: `Move ${phone}` });
      await form.getByText('23:30', { exact: true }).click();
      expect(await seriousFindings(page)).toEqual([]);
      await form.getByRole('button', { name: 'Move to 23:30' }).click();
      await item.getByText('23:30 – 00:00').waitFor();

      await item.getByRole('button', { name: `Cancel it: ${phone}` }).click();
      await page
        .getByRole('dialog', { name: 'Cancel it' })
        .getByRole('button', { name: 'Cancel it' })
        .click();
      await item.waitFor({ state: 'detached' });
      await page.getByRole('combobox', { name: 'State' }).click();
      await page.getByRole('option', { name: 'Cancelled' }).click();
      await item.getByText('Cancelled').waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await item.getByRole('link', { name: `Conversation with ${phone}` }).click();
      await page.getByRole('heading', { level: 2, name: phone }).waitFor();
      expect(complaints).toEqual([]);
    },
  );

  test('is given in the hours and by the rules that an admin sets', async () => {
    const { page } = await browser.openSignedIn('/calendar');
    await page.getByRole('tab', { name: 'Hours and rules' }).click();
    await page.getByRole('textbox', { name: 'Place' }).fill('Calle 93');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Length in minutes' }).fill('1');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').filter({ hasText: 'slotMinutes' }).waitFor();
    await page.getByRole('textbox', { name: 'Length in minutes' }).fill('30');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();
    expect(await askConsole('GET', '/api/calendar')).toMatchObject({ place: 'Calle 93', slotMinutes: 30 });
  });
});

// Of the one calendar that the account has: what the agenda offers is asked there while it is connected.
describe('the calendar elsewhere', () => {
  test('is connected by its owner at Google, shown, and disconnected after one question', async () => {
    const { page, complaints } = await browser.openSignedIn('/settings#calendar');
    await page.getByRole('button', { name: 'Connect Google' }).click();
    const opened = page.context().waitForEvent('page');
    await page.getByRole('link', { name: 'Go on at Google' }).click();
    const owner = await opened;
    await owner.getByRole('heading', { name: /Calendar connected/ }).waitFor();
    expect(await seriousFindings(owner)).toEqual([]);
    await owner.close();

    await page.reload();
    await page.getByText('ana@example.com').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await page.getByText(/^No calendar is connected/).waitFor();
    expect(complaints).toEqual([]);
  });
});
