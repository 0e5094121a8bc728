import type { WebSocketRoute } from 'playwright-core';
import { seriousFindings, signIn } from '../support/browser/console-browser';
import { browserOfTests } from '../support/browser/tests-browser';
import { runCommand } from '../support/hilo-command';
import { until } from '../support/pace';
import { testSetting } from '../support/test-servers';

const PHONE = '+573001117711';

const browser = browserOfTests();
const folder = testSetting('consoleFolder');

async function write(text: string): Promise<void> {
  expect(await runCommand(folder, ['phone', PHONE, '--bot', 'Constante'], `${text}\n`)).toMatchObject({
    code: 0,
  });
}

beforeAll(async () => {
  const scenario = 'examples/scenarios/restaurant-booking.json';
  const made = await runCommand(folder, ['bots', 'create', scenario, '--name', 'Constante']);
  expect(made).toMatchObject({ code: 0 });
  await write('hola');
});

async function openConversation() {
  const { page } = await browser.open('/conversations');
  // What the page has of the connection, so that it can be cut and kept away.
  const lines: WebSocketRoute[] = [];
  let isAway = false;
  await page.routeWebSocket(/\/ws/, (line) => {
    if (isAway) return void line.close();
    line.connectToServer();
    lines.push(line);
  });
  await signIn(page);
  await page.getByRole('searchbox', { name: 'Name or phone' }).fill(PHONE.slice(3));
  await page.getByRole('link', { name: PHONE }).click();
  await page.getByRole('log').locator('[data-by="user"]').filter({ hasText: 'hola' }).waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
  const cut = async () => {
    isAway = true;
    await Promise.all(lines.splice(0).map((line) => line.close()));
    await page.getByText('Not live', { exact: true }).waitFor();
  };
  return { page, cut, mend: () => (isAway = false) };
}

describe('a connection that drops', () => {
  test('is said to be away, and once it is back nothing that was said meanwhile is missing', async () => {
    const { page, cut, mend } = await openConversation();
    await cut();
    await write('uno mientras tanto');
    await write('dos mientras tanto');
    mend();
    await page.getByText('Live', { exact: true }).waitFor();
    const said = page.getByRole('log').locator('[data-by="user"]').filter({ hasText: 'mientras tanto' });
    await said.nth(1).waitFor();
    expect(await said.allTextContents()).toEqual([
      expect.stringContaining('uno mientras tanto'),
      expect.stringContaining('dos mientras tanto'),
    ]);
  });
});

describe('what cannot be read again', () => {
  test('stays, says since when it stands, and is read again when somebody asks for it', async () => {
    const { page } = await browser.openSignedIn('/');
    const sent = page.getByRole('region', { name: 'Messages' }).getByText('Sent', { exact: true });
    // Nothing happens but what is told here: what happens later has it read again by itself.
    const lines: WebSocketRoute[] = [];
    await page.routeWebSocket(/\/ws/, (line) => void lines.push(line));
    await page.reload();
    await sent.waitFor();
    await page.route('**/api/sends/summary', (route) => route.abort());
    await until({ for: 'the page to watch', look: () => lines.length, is: (count) => count > 0 });
    lines[0]?.send(JSON.stringify({ type: 'event', position: 1, kind: 'message', data: {} }));
    const outdated = page.getByRole('status').filter({ hasText: /^As of .*: it could not be read again/ });
    await outdated.waitFor();
    expect(await sent.count()).toBe(1);
    expect(await seriousFindings(page)).toEqual([]);
    await page.unroute('**/api/sends/summary');
    await outdated.getByRole('button', { name: 'Try again' }).click();
    await outdated.waitFor({ state: 'detached' });
  });
});

describe('a session that ends', () => {
  test('leads back to where it was, with what was typed there', async () => {
    const { page } = await openConversation();
    await page.getByRole('button', { name: 'Take over' }).click();
    await page.getByRole('textbox', { name: 'Your reply' }).fill('a medio escribir');
    await page.context().clearCookies();
    // What is asked again by itself may find the session over first, and hide the button.
    await page.getByRole('button', { name: 'Return to the bot', includeHidden: true }).dispatchEvent('click');
    await page.getByText('Your session is over').waitFor();
    await signIn(page);
    await page.getByRole('heading', { level: 2, name: PHONE }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Your reply' }).inputValue()).toBe('a medio escribir');
  });
});
