import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bot } from '../../../cli/bots/find-bot';
import { scenarioBody } from '../../support/conversations/bot-bodies';
import { createOperatorShell, type OperatorShell } from '../../support/operator-shell';

const MILO = 'examples/agents/milo.json';

let shell: OperatorShell;
beforeAll(async () => {
  shell = await createOperatorShell();
});
afterAll(() => shell.close());

const hilo = (...args: string[]) => shell.hilo(['bots', ...args]);

async function fileOf(name: string, content: unknown): Promise<string> {
  const file = join(shell.folder, name);
  await writeFile(file, JSON.stringify(content));
  return file;
}

interface Shown {
  bot: Bot;
  agent: { version: number; configuration: { prompt: string } } | null;
}

const shown = async (bot: string) => JSON.parse((await hilo('show', bot, '--json')).stdout) as Shown;

describe('hilo bots agent', () => {
  it('makes a bot that a model answers for, on the simulator', async () => {
    const made = await hilo('agent', MILO);
    expect([made.code, made.stderr]).toEqual([0, '']);
    expect(made.stdout).toContain('just made');
    expect(made.stdout).toContain('hilo phone +573001112233 --bot Milo');
    expect(await shown('Milo')).toMatchObject({
      bot: { mode: 'agent', platforms: ['simulator'], scenario: null },
      agent: { version: 1 },
    });
  });

  it('publishes the next version under the same name, and none for the same agent', async () => {
    expect((await hilo('agent', MILO)).stdout).toContain('as it was');
    const file = await fileOf('milo.json', { name: 'Milo', prompt: 'Sos Milo.', tools: ['search_products'] });
    expect((await hilo('agent', file)).stdout).toContain('just published');
    expect((await shown('Milo')).agent).toMatchObject({
      ...{ version: 2, configuration: { prompt: 'Sos Milo.' } },
    });
  });

  it('is shown with what it is told to be', async () => {
    const { stdout } = await hilo('show', 'Milo');
    expect(stdout).toMatch(/agent +version 2, /);
    expect(stdout).toMatch(/prompt +Sos Milo\./);
    expect(stdout).toMatch(/tools +search_products/);
  });

  it('leaves to a bot its scenario and its templates, and answers where the scenario says so', async () => {
    await hilo('create', await fileOf('greeting.json', scenarioBody()), '--name', 'Saludo');
    const { bot } = await shown('Saludo');
    await shell.api
      .call('put', `/api/bots/${bot.id}`)
      .send({ name: 'Saludo', orderTemplate: 'HX0', cartTemplate: 'HX1' });
    expect((await shown('Saludo')).agent).toBeNull();
    await hilo('agent', MILO, '--name', 'Saludo');
    expect((await shown('Saludo')).bot).toMatchObject({
      ...{ mode: 'both', orderTemplate: 'HX0', cartTemplate: 'HX1', scenario: { version: 1 } },
    });
  });

  it('leaves no bot behind when the platform refuses it', async () => {
    const before = await shell.api.rows('bot_instance');
    const answer = await hilo('agent', MILO, '--name', 'Telegram', '--platform', 'telegram');
    expect([answer.code, answer.stderr]).toEqual([1, expect.stringContaining('credentials')]);
    expect(await shell.api.rows('bot_instance')).toBe(before);
  });

  it.each([
    ['has no prompt', { name: 'Mudo' }, 'prompt'],
    ['has a name of spaces', { name: '  ', prompt: 'a' }, 'name'],
    ['says what nobody knows', { name: 'Tibio', prompt: 'a', temperature: 1 }, 'temperature'],
  ])('makes nothing of a file that %s, and says what is wrong', async (_what, content, word) => {
    const before = await shell.api.rows('bot_instance');
    const answer = await hilo('agent', await fileOf('wrong.json', content));
    expect([answer.code, answer.stderr]).toEqual([1, expect.stringContaining(word)]);
    expect(await shell.api.rows('bot_instance')).toBe(before);
  });
});
