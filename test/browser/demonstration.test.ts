import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCredentials } from '../../cli/start/credentials';
import { seriousFindings, signIn } from '../support/browser/console-browser';
import { browserOfTests } from '../support/browser/tests-browser';
import { OPERATOR } from '../support/browser/console-stack';
import { until } from '../support/pace';
import { READY, runHilo, type RunningHilo } from '../support/running-hilo';

const dataDir = mkdtempSync(join(tmpdir(), 'hilo-demonstration-'));
const settings = { HILO_DEMO: '1', ADMIN_USER: OPERATOR.login, ADMIN_PASSWORD: OPERATOR.password };
let hilo: RunningHilo;
const browser = browserOfTests();

interface Stands {
  isOpen: boolean;
  isReady: boolean;
}

async function stands(): Promise<Stands> {
  return (await (await fetch(`${hilo.place('API')}/api/demonstration`)).json()) as Stands;
}

async function start(): Promise<void> {
  hilo = runHilo(dataDir, settings);
  await hilo.waitFor(READY);
}

/** A first start that is killed while it fills the demonstration, and a second one. */
beforeAll(async () => {
  await start();
  await until({ for: 'the demonstration to be begun', look: stands, is: ({ isOpen }) => isOpen });
  await hilo.kill();
  await start();
  await until({ for: 'the demonstration to be ready', look: stands, is: ({ isReady }) => isReady });
});
afterAll(async () => {
  await hilo.interrupt();
  rmSync(dataDir, { recursive: true, force: true });
});

async function ask<T>(path: string): Promise<T> {
  const { url, apiKey } = readCredentials(join(dataDir, 'demonstration')) ?? { url: '', apiKey: '' };
  const answer = await fetch(`${url}${path}`, { headers: { 'x-api-key': apiKey } });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return (await answer.json()) as T;
}

const itemsOf = async <T = Record<string, unknown>>(path: string) =>
  (await ask<{ items: T[] }>(`${path}${path.includes('?') ? '&' : '?'}limit=100`)).items;

/** What somebody bought, by how it stands. */
async function orderStates(): Promise<string[]> {
  const states: string[] = [];
  for (const { id } of await itemsOf<{ id: number }>('/api/shop/users')) {
    const orders = await itemsOf<{ payment_status: string }>(`/api/shop/orders/by_user?user_id=${id}`);
    states.push(...orders.map((order) => order.payment_status));
  }
  return states.toSorted();
}

/** What Temporal runs beside schedules. */
async function running(): Promise<string[]> {
  const query = encodeURIComponent("ExecutionStatus = 'Running'");
  const page = `${hilo.place('Temporal Web UI')}/api/v1/namespaces/default/workflows?query=${query}`;
  const { executions = [] } = (await (await fetch(page)).json()) as {
    executions?: { execution: { workflowId: string } }[];
  };
  const ids = executions.map(({ execution }) => execution.workflowId);
  return ids.filter((id) => /^(enrollment|conversation|broadcast|checkout|send):/.test(id));
}

describe('the demonstration of a first start', () => {
  test('is whole after a kill while it was being filled: everything is there, and once', async () => {
    const paid = 'paid,paid,pending';
    await until({ for: 'the orders', look: orderStates, is: (states) => states.join() === paid });
    await until({
      for: 'one broadcast to be finished',
      look: async () => (await itemsOf('/api/broadcasts')).map(({ state }) => state),
      is: (states) => states.join() === 'completed',
    });
    const { id: accountId } = await ask<{ id: string }>('/api/account');
    const bots = await itemsOf<{ name: string }>(`/api/accounts/${accountId}/bots`);
    expect(bots.map(({ name }) => name)).toEqual(['Agenda', 'Milo', 'Tutora']);
    const [program, another] = await itemsOf<{ id: string }>('/api/programs');
    expect(another).toBeUndefined();
    expect(await itemsOf(`/api/programs/${program?.id}/enrollments`)).toHaveLength(24);
    // Talks end in their own time, and an alert follows what was said.
    await until({
      for: 'the appointments',
      look: async () => (await itemsOf('/api/calendar/appointments')).map(({ state }) => state).toSorted(),
      is: (states) => states.join() === 'booked,booked,cancelled',
    });
    await until({
      for: 'the alert',
      look: async () => (await itemsOf('/api/alerts?state=open')).length,
      is: (count) => count === 1,
    });
    // Counted by itself once it is whole, long before the analytics have their turn.
    const { rows } = await ask<{ rows: unknown[] }>('/api/analytics/messages?by=total');
    expect(rows.length).toBeGreaterThan(0);
  });

  test('goes on by itself: its people answer the program', async () => {
    const answers = async () =>
      (await itemsOf('/api/simulator/+573001112001/messages?wait=0')).map(({ direction }) => direction);
    await until({ for: 'somebody to answer', look: answers, is: (said) => said.includes('from-phone') });
  });

  test('is looked at without a password, is marked on every page, and is left again', async () => {
    const { page, complaints } = await browser.open('/', { baseURL: hilo.place('API'), colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Look at the demonstration' }).click();
    await page.getByRole('complementary', { name: 'Demonstration' }).waitFor();
    await page.getByRole('link', { name: 'Programs' }).click();
    await page.getByText('Mi tienda digital').first().waitFor();
    expect(await page.getByRole('complementary', { name: 'Demonstration' }).isVisible()).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { name: 'Sign in to Hilo' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('is removed by one click with all that runs for it, and the account beside it stays', async () => {
    const { page, complaints } = await browser.open('/', { baseURL: hilo.place('API') });
    await signIn(page);
    await page.getByRole('region', { name: 'Demonstration' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Remove the demonstration' }).click();
    const removed = page.waitForResponse((answer) => answer.request().method() === 'DELETE');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the demonstration' }).click();
    expect((await removed).status()).toBe(204);
    await page.getByRole('region', { name: 'Demonstration' }).waitFor({ state: 'detached' });
    expect(await stands()).toEqual({ isOpen: false, isReady: false });
    await until({ for: 'nothing to run any more', look: running, is: (ids) => ids.length === 0 });
    await hilo.waitFor('the demonstration was removed');
    expect(complaints).toEqual([]);
  });

  test('leaves an empty account that leads to a first message which a bot answers', async () => {
    const { page, complaints } = await browser.open('/', { baseURL: hilo.place('API') });
    await signIn(page);
    const steps = page.getByRole('region', { name: 'First steps' });
    await steps.getByRole('button', { name: 'Make a bot that says hello' }).click();
    await steps.getByRole('link', { name: 'To the simulator' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await steps.getByRole('link', { name: 'To the simulator' }).click();
    await page.getByRole('textbox', { name: 'Message' }).fill('hola');
    await page.getByRole('textbox', { name: 'Message' }).press('Enter');
    await page.getByRole('log').locator('[data-direction="to-phone"]').first().waitFor();
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    await steps.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });
});
