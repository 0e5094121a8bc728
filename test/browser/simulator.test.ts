import { runCommand } from '../support/hilo-command';
import { seriousFindings } from '../support/browser/console-browser';
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
    await page.getByRole('textbox', { name: 'Phone number' }).fill('+57 300 111 2244');
    await page.getByRole('button', { name: 'Add phone' }).click();
    const phone = page.getByRole('region').filter({ hasText: '+573001112244' });
    await phone.getByRole('textbox', { name: 'Message' }).fill('hola');
    await phone.getByRole('textbox', { name: 'Message' }).press('Enter');
    const log = page.getByRole('log', { name: 'Messages of +573001112244' });
    const button = log.locator('[data-direction="to-phone"]').last().getByRole('button').first();
    const label = (await button.textContent()) ?? '';
    await button.click();
    await log.locator('[data-direction="from-phone"]').filter({ hasText: label }).waitFor();
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
