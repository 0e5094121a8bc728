import { seriousFindings } from '../support/browser/console-browser';
import { browserOfTests } from '../support/browser/tests-browser';
import { runCommand } from '../support/hilo-command';
import { testSetting } from '../support/test-servers';
import { drivePhone } from '../support/whatsapp-web/scripted-bridge';

const NAME = 'Del teléfono';
const browser = browserOfTests();

beforeAll(async () => {
  const args = ['bots', 'create', 'examples/scenarios/restaurant-booking.json', '--name', NAME];
  expect(await runCommand(testSetting('consoleFolder'), args)).toMatchObject({ code: 0 });
});

test('a number is paired with WhatsApp Web once somebody accepted the terms, and logged out again', async () => {
  const { page, complaints } = await browser.openSignedIn('/bots');
  await page.getByRole('link', { name: NAME, exact: true }).click();
  await page.getByRole('tab', { name: 'Platforms' }).click();
  const card = page.getByRole('region', { name: 'WhatsApp Web', exact: true });
  await card.getByRole('button', { name: 'Put on WhatsApp Web' }).click();
  const form = page.getByRole('dialog');
  await form.getByText("WhatsApp's terms do not allow this").waitFor();
  expect(await form.getByRole('button', { name: 'Keep' }).isDisabled()).toBe(true);
  await form.getByLabel('I have read this').check();
  expect(await seriousFindings(page)).toEqual([]);
  await form.getByRole('button', { name: 'Keep' }).click();
  await form.waitFor({ state: 'detached' });

  await card.getByRole('button', { name: 'Sign in with a phone' }).click();
  await card.getByRole('img', { name: 'Code that the phone scans' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  const botId = /bots\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await drivePhone(testSetting('consolePhones'), botId).scan();
  await card.getByText('Signed in as +573009998877').waitFor();
  expect(await card.getByRole('img').count()).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);

  await card.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Log out' }).click();
  await card.getByText('Not open').waitFor();
  expect(complaints).toEqual([]);
});
