import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../support/pace';
import { READY, runHilo } from '../support/running-hilo';
import type { RunningHilo } from '../support/running-hilo';

let dataDir: string;
let hilo: RunningHilo;

async function start(): Promise<void> {
  dataDir = mkdtempSync(join(tmpdir(), 'hilo-start-'));
  hilo = runHilo(dataDir);
  await hilo.waitFor(READY);
}

async function stop(): Promise<void> {
  await hilo.interrupt();
  rmSync(dataDir, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function credentials(): { url: string; apiKey: string; accountId: string } {
  return JSON.parse(readFileSync(join(dataDir, 'credentials.json'), 'utf8')) as ReturnType<
    typeof credentials
  >;
}

describe('a running Hilo', () => {
  beforeAll(start);
  afterAll(stop);

  test('npm start says where everything is, and everything answers there', async () => {
    const ready = await fetch(`${hilo.place('API')}/readyz`);
    expect(await ready.json()).toMatchObject({ ready: true });
    expect((await fetch(hilo.place('API reference'))).status).toBe(200);
    expect((await fetch(hilo.place('Temporal Web UI'))).status).toBe(200);
    expect(await (await fetch(hilo.place('Metrics, API'))).text()).toContain('# TYPE');
    expect(hilo.place('Postgres')).toMatch(/^postgres:\/\/hilo@127\.0\.0\.1:\d+\/hilo$/);
  });

  test('the first start makes an account and a key that opens the API and that only its owner can read', async () => {
    const { url, apiKey, accountId } = credentials();
    expect(hilo.output()).toContain(`Made account "Hilo" (${accountId})`);
    const answer = await fetch(`${url}/api/programs`, { headers: { 'x-api-key': apiKey } });
    expect(answer.status).toBe(200);
    expect(statSync(join(dataDir, 'credentials.json')).mode & 0o077).toBe(0);
    expect(hilo.output()).not.toContain(apiKey);
  });

  test('a second start on the same data is refused and disturbs nothing', async () => {
    const second = runHilo(dataDir);
    await second.waitFor('Hilo already runs on');
    expect(await second.ended).toBe(1);
    expect((await fetch(`${hilo.place('API')}/readyz`)).status).toBe(200);
  });

  test('a process that dies is started again, and it is said', async () => {
    const { API: api = 0, Postgres: postgres = 0 } = hilo.processes();
    process.kill(api, 'SIGKILL');
    process.kill(postgres, 'SIGKILL');
    await Promise.all([hilo.waitFor('The API is running again'), hilo.waitFor('Postgres is running again')]);
    const look = async () => (await fetch(`${hilo.place('API')}/readyz`)).status;
    await until({ for: 'the API to be ready again', look, is: (status) => status === 200 });
  });
});

describe('the end', () => {
  beforeEach(start);
  afterEach(stop);

  test('one Ctrl-C stops everything in order and leaves no process', async () => {
    const pids = Object.values(hilo.processes());
    expect(pids.filter(isAlive)).toHaveLength(4);
    expect(await hilo.interrupt()).toBe(0);
    expect(pids.filter(isAlive)).toEqual([]);
    const stops = [...hilo.output().matchAll(/^hilo: (.+) stopped$/gm)].map(([, name]) => name);
    expect(stops).toEqual(['The API', 'The worker', 'Temporal', 'Postgres']);
  });

  test('whoever read its output being gone, it stops everything at the next line and leaves no process', async () => {
    const { API: api = 0, ...others } = hilo.processes();
    hilo.hangUp();
    // That the API ended has to be said.
    process.kill(api, 'SIGKILL');
    expect(await hilo.ended).toBe(0);
    expect(Object.values(others).filter(isAlive)).toEqual([]);
  });

  test('after a kill -9 the next start clears up what was left and finds the same account and key', async () => {
    const left = Object.values(hilo.processes());
    const before = credentials();
    await hilo.kill();
    hilo = runHilo(dataDir);
    await hilo.waitFor(READY);
    expect(hilo.output()).toContain('ended the Temporal an earlier start left');
    expect(left.filter(isAlive)).toEqual([]);
    expect(hilo.output()).not.toContain('Made');
    expect({ ...credentials(), url: '' }).toEqual({ ...before, url: '' });
  });
});
