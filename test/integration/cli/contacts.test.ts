import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../support/hilo-command';
import { serveOnLoopback, type LoopbackServer } from '../../support/loopback-server';
import { createTestApi, type TestApi } from '../../support/test-api';

const PHONE = '+573001112233';

let api: TestApi;
let server: LoopbackServer;
let folder: string;
beforeAll(async () => {
  api = await createTestApi();
  server = await serveOnLoopback(api.app);
  folder = await mkdtemp(join(tmpdir(), 'hilo-contacts-'));
  const credentials = { url: server.url, apiKey: api.account.key, accountId: api.account.id };
  await writeFile(join(folder, 'credentials.json'), JSON.stringify(credentials));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await server.close();
  await api.close();
});

const hilo = (...args: string[]) => runCommand(folder, ['contacts', ...args]);
const write = (phone: string, text: string) =>
  api.call('post', `/api/simulator/${phone}/messages`).send({ text });

describe('hilo contacts', () => {
  beforeAll(async () => {
    await write(PHONE, 'hola');
    await write('+573004445566', 'hola');
    await api.settled();
  });

  it('lists the one with a number, however it is written', async () => {
    const one = await hilo('list', '--phone', '300 111 2233', '--json');
    expect((JSON.parse(one.stdout) as { phone: string }[]).map(({ phone }) => phone)).toEqual([PHONE]);
  });

  it('erases nobody without a yes', async () => {
    const answer = await hilo('erase', PHONE);
    expect(answer.code).toBe(1);
    expect(answer.stderr).toContain('--yes');
    expect(await api.deps.contacts.findByAddress(api.account.id, 'simulator', PHONE)).not.toBeNull();
  });

  it('erases the one with a number, and says what there was', async () => {
    const answer = await hilo('erase', PHONE, '--yes');
    expect([answer.stderr, answer.code]).toEqual(['', 0]);
    expect(answer.stdout).toContain('1 message received');
    expect(await api.deps.contacts.findByAddress(api.account.id, 'simulator', PHONE)).toBeNull();
  });
});
