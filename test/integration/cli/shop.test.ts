import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createOperatorShell, type OperatorShell } from '../../support/operator-shell';

const EXAMPLE = join(__dirname, '../../../examples/shop/products-co.csv');

let shell: OperatorShell;
beforeAll(async () => {
  shell = await createOperatorShell();
});
afterAll(() => shell.close());

const hilo = (...args: string[]) => shell.hilo(['shop', 'products', ...args]);

describe('hilo shop products', () => {
  it('takes a catalogue in, finds what is misspelt, and gives it out again', async () => {
    const imported = await hilo('import', EXAMPLE);
    expect([imported.stderr, imported.code]).toEqual(['', 0]);
    expect(imported.stdout).toMatch(/created\s+159/);
    const found = await hilo('search', 'lehce', 'entera', '--json');
    const [best] = JSON.parse(found.stdout) as { name: string }[];
    expect(best?.name).toMatch(/^Leche entera/);
    const out = join(shell.folder, 'out.csv');
    expect((await hilo('export', '--out', out)).code).toBe(0);
    expect((await readFile(out, 'utf8')).split('\n')).toHaveLength(161);
  });

  it('says which rows are wrong, and fails when nothing was taken', async () => {
    const file = join(shell.folder, 'bad.csv');
    await writeFile(file, 'sku,name,category,price\nA-1,Arroz,Despensa,4.500\n');
    const answer = await hilo('import', file);
    expect(answer.code).toBe(1);
    expect(answer.stdout).toContain('without thousands signs');
    await writeFile(file, 'sku;nombre\n');
    expect((await hilo('import', file)).stderr).toContain('The first line lacks the columns');
  });
});
