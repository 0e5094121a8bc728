import { writeFile } from 'node:fs/promises';
import { createOperatorShell, type OperatorShell } from '../../support/operator-shell';

let shell: OperatorShell;
beforeAll(async () => {
  shell = await createOperatorShell();
});
afterAll(() => shell.close());

const hilo = (...args: string[]) => shell.hilo(['business', ...args]);

describe('hilo business', () => {
  it('says what the example says, and who said it', async () => {
    const set = await hilo('set', 'examples/business.json');
    expect([set.stderr, set.code]).toEqual(['', 0]);
    const { stdout } = await hilo('show');
    expect(stdout).toMatch(/Café Azul[^]*1, .* by test[^]*sábado: 09:00–14:00[^]*co-ley-2300[^]*3 in 7 days/);
    expect((await hilo('versions')).stdout).toMatch(/1 .*test .*Café Azul/);
  });

  it('takes back what it shows', async () => {
    const file = `${shell.folder}/business.json`;
    await writeFile(file, (await hilo('show', '--json')).stdout);
    const again = JSON.parse((await hilo('set', file, '--json')).stdout) as { version: number };
    expect(again.version).toBe(1);
  });

  it('names the field that is wrong', async () => {
    const answer = await hilo('set', 'examples/agents/milo.json');
    expect(answer.code).toBe(1);
    expect(answer.stderr).toContain('settings');
  });
});
