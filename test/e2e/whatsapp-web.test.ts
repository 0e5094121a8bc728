import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../support/pace';
import { READY, runHilo, type RunningHilo } from '../support/running-hilo';
import { runCommand } from '../support/hilo-command';
import { drivePhone, scriptedBridge } from '../support/whatsapp-web/scripted-bridge';

const PERSON = '573004445566';
const ADDRESS = `${PERSON}@c.us`;

let dataDir: string;
let hilo: RunningHilo;
let phonesUrl: string;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'hilo-whatsapp-web-'));
  const bridge = await scriptedBridge();
  phonesUrl = bridge.url;
  hilo = runHilo(dataDir, bridge.settings);
  await hilo.waitFor(READY);
});
afterAll(async () => {
  await hilo.interrupt();
  rmSync(dataDir, { recursive: true, force: true });
});

interface Send {
  channel: string;
  state: string;
}

function credentials(): { url: string; apiKey: string; accountId: string } {
  return JSON.parse(readFileSync(join(dataDir, 'credentials.json'), 'utf8')) as ReturnType<
    typeof credentials
  >;
}

async function call(method: string, path: string, body?: object) {
  const { url, apiKey } = credentials();
  const headers = { 'x-api-key': apiKey, 'content-type': 'application/json' };
  const answer = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  expect(answer.status).toBeLessThan(300);
  return (await answer.json()) as Record<string, unknown>;
}

const stateIs = (botId: string, state: string) =>
  until({
    for: `a session that is ${state}`,
    look: async () => (await call('GET', `/api/bots/${botId}/whatsapp-web`))['state'],
    is: (seen) => seen === state,
  });

test('a person writes to the number of a phone, and the bot answers there, each message once', async () => {
  const scenario = 'examples/scenarios/restaurant-booking.json';
  expect(await runCommand(dataDir, ['bots', 'create', scenario, '--name', 'Mesas'])).toMatchObject({
    code: 0,
  });
  const { items } = (await call('GET', `/api/accounts/${credentials().accountId}/bots`)) as {
    items: { id: string; name: string }[];
  };
  const botId = items.find(({ name }) => name === 'Mesas')?.id ?? '';
  await call('PUT', `/api/bots/${botId}/platforms/whatsapp-web`, { credentials: { termsAccepted: true } });
  await call('POST', `/api/bots/${botId}/whatsapp-web/start`);
  await stateIs(botId, 'scan');
  const phone = drivePhone(phonesUrl, botId);
  const wrote = (count: number) =>
    until({
      for: `${count} messages`,
      look: async () => (await phone.written()).length,
      is: (n) => n >= count,
    });
  // A page has a message before the bridge has said so.
  const statesAre = (...expected: string[]) =>
    until({
      for: `sends that are ${expected.join()}`,
      look: async () => {
        const { items } = (await call('GET', '/api/sends?limit=100')) as { items: Send[] };
        const states = items.flatMap(({ channel, state }) => (channel === 'whatsapp-web' ? [state] : []));
        return states.sort().join();
      },
      is: (states) => states === expected.join(),
    });
  await phone.scan();
  await stateIs(botId, 'ready');

  await phone.receive(PERSON, 'hola');
  await wrote(1);
  const [welcome] = await phone.written();
  expect(welcome).toMatchObject({ to: ADDRESS, body: expect.stringContaining('1. Reservar mesa') });
  await phone.receive(PERSON, '1');
  await wrote(2);
  await statesAre('accepted', 'accepted');

  // The bridge dies with the session, and comes back with it.
  process.kill(hilo.processes()['bridge'] ?? 0, 'SIGKILL');
  await hilo.waitFor('The bridge to WhatsApp Web is running again');
  await stateIs(botId, 'scan');
  await phone.scan();
  await stateIs(botId, 'ready');
  await phone.receive(PERSON, '4');
  await wrote(1);

  await statesAre('accepted', 'accepted', 'accepted');
  await phone.read();
  // What the browser that died wrote is no longer the page's to tell of.
  await statesAre('accepted', 'accepted', 'read');
  expect(hilo.output()).not.toMatch(/3004445566|Reservar mesa/);
});
