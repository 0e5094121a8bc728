import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../support/hilo-command';
import { serveOnLoopback, type LoopbackServer } from '../../support/loopback-server';
import { createTestApi, type TestApi } from '../../support/test-api';

const EXAMPLE = join(__dirname, '../../../examples/shop/products-co.csv');

let api: TestApi;
let server: LoopbackServer;
let folder: string;
beforeAll(async () => {
  api = await createTestApi();
  server = await serveOnLoopback(api.app);
  folder = await mkdtemp(join(tmpdir(), 'hilo-shop-'));
  const credentials = { url: server.url, apiKey: api.account.key, accountId: api.account.id };
  await writeFile(join(folder, 'credentials.json'), JSON.stringify(credentials));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await server.close();
  await api.close();
});

const hilo = (...args: string[]) => runCommand(folder, ['shop', 'products', ...args]);

describe('hilo shop products', () => {
  it('takes a catalogue in, finds what is misspelt, and gives it out again', async () => {
    const imported = await hilo('import', EXAMPLE);
    expect([imported.stderr, imported.code]).toEqual(['', 0]);
    expect(imported.stdout).toMatch(/created\s+159/);
    const found = await hilo('search', 'lehce', 'entera', '--json');
    const [best] = JSON.parse(found.stdout) as { name: string }[];
    expect(best?.name).toMatch(/^Leche entera/);
    const out = join(folder, 'out.csv');
    expect((await hilo('export', '--out', out)).code).toBe(0);
    expect((await readFile(out, 'utf8')).split('\n')).toHaveLength(161);
  });

  it('says which rows are wrong, and fails when nothing was taken', async () => {
    const file = join(folder, 'bad.csv');
    await writeFile(file, 'sku,name,category,price\nA-1,Arroz,Despensa,4.500\n');
    const answer = await hilo('import', file);
    expect(answer.code).toBe(1);
    expect(answer.stdout).toContain('without thousands signs');
    await writeFile(file, 'sku;nombre\n');
    expect((await hilo('import', file)).stderr).toContain('The first line lacks the columns');
  });
});
