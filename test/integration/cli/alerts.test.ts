import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEnginePorts } from '../../../activities/conversations/engine-ports';
import { createPatterns } from '../../../activities/conversations/patterns';
import { startAlerts } from '../../../api/alerts/start-alerts';
import { createOperatorShell, type OperatorShell } from '../../support/operator-shell';
import { until } from '../../support/pace';

const EXAMPLE = 'examples/alerts/complaints.json';

let shell: OperatorShell;
let watching: { stop(): Promise<void> };
beforeAll(async () => {
  shell = await createOperatorShell();
  Object.assign(shell.api.deps.conversationPorts, createEnginePorts());
  const { alertChecks: checks, logger } = shell.api.deps;
  watching = startAlerts({ checks, patterns: createPatterns(), logger });
});
afterAll(async () => {
  await watching.stop();
  await shell.close();
});

const hilo = (...args: string[]) => shell.hilo(['alerts', ...args]);

describe('hilo alerts', () => {
  it('makes a rule of the example, and changes it by its name', async () => {
    const made = await hilo('save', join(process.cwd(), EXAMPLE));
    expect([made.stderr, made.stdout]).toEqual(['', '"Quejas" watches from now on.\n']);
    const file = join(shell.folder, 'rule.json');
    const rule = JSON.parse(await readFile(EXAMPLE, 'utf8')) as object;
    const actions = [{ kind: 'webhook', url: 'https://example.com/hooks' }];
    await writeFile(file, JSON.stringify({ ...rule, actions }));
    const changed = await hilo('save', file);
    expect(changed.stdout).toMatch(/^"Quejas" is changed\.\n.*\n {2}whsec_\S+\n$/);
    expect((await hilo('rules')).stdout).toMatch(/Quejas .*webhook/);
  });

  it('says which rules would fire on a text, and what they would do', async () => {
    const tried = await hilo('try', 'mi abogado');
    expect(tried.stdout).toContain(
      'Quejas: the words abogado\n  would POST to https://example.com/hooks, signed',
    );
  });

  it('lists what was found, and resolves it', async () => {
    await shell.api.call('post', '/api/simulator/+573001112233/messages').send({ text: 'una queja' });
    await until({
      for: 'an alert',
      look: () => shell.api.rows('alert'),
      is: (count) => count === 1,
      everyMs: 50,
    });
    const listed = await hilo('list', '--state', 'open', '--json');
    const [{ id } = { id: '' }] = JSON.parse(listed.stdout) as { id: string }[];
    expect((await hilo('list')).stdout).toContain('una queja');
    expect((await hilo('resolve', id)).stdout).toContain('Quejas: resolved by test. webhook due');
  });

  it('removes a rule by its name, and says when there is none', async () => {
    expect((await hilo('remove', 'Quejas')).code).toBe(0);
    expect((await hilo('remove', 'Quejas')).stderr).toContain('hilo alerts rules');
  });
});
