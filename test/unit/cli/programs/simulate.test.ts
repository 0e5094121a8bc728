import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import type { FaithfulInput, RunFaithful } from '../../../../cli/programs/faithful-run';
import { registerSimulate } from '../../../../cli/programs/simulate.command';
import type { SimulationResult } from '../../../../domain/programs/simulation-totals';

const PROGRAM = 'examples/programs/six-sessions.json';
const MIXED = 'examples/behaviours/mixed.json';

async function hilo(args: string[], runFaithful?: RunFaithful): Promise<string> {
  const written: string[] = [];
  const print = jest.spyOn(console, 'log').mockImplementation((text: string) => void written.push(text));
  const write = jest
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => written.push(String(text)) > 0);
  const program = new Command('hilo').exitOverride().configureOutput({ writeErr: () => undefined });
  registerSimulate(program, runFaithful ? { runFaithful } : {});
  try {
    await program.parseAsync(['simulate', ...args], { from: 'user' });
  } finally {
    print.mockRestore();
    write.mockRestore();
  }
  return written.join('\n');
}

async function fileWith(text: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'hilo-simulate-')), 'input.json');
  await writeFile(file, text);
  return file;
}

test('prints outcomes, a chart of messages a day, and who was excluded when', async () => {
  const report = await hilo([PROGRAM, '--contacts', '200', '--behaviour', MIXED, '--from', '2026-03-02']);
  expect(report).toMatch(/^Mi tienda digital: 200 contacts, 2026-03-02 to /);
  expect(report).toMatch(/^all +200 /m);
  expect(report).toMatch(/^2026-03-02 +\d+ █+/m);
  expect(report).toMatch(/^2026-03-05 \d+ contacts: \d+, /m);
});

test('prints one line of JSON with --json, with the sends of each contact', async () => {
  const line = await hilo([PROGRAM, '--contacts', '3', '--json', '--from', '2026-03-02', '--days', '2']);
  expect(line.trim().split('\n')).toHaveLength(1);
  const result = JSON.parse(line) as SimulationResult;
  expect(result).toMatchObject({ contacts: 3, messages: 6 });
  expect(result.traces[2]?.sends[1]).toEqual({ date: '2026-03-03', session: 1, day: 2, attempt: 1 });
});

test.each([
  ['is not there', 'no-such-file.json', /no-such-file\.json cannot be read/],
  ['is not JSON', '{', /is not JSON/],
  ['is no program', '{"name":"x"}', /is not right:\n[\s\S]*at sessions/],
])('a program file that %s is refused by name', async (_, text, message) => {
  const file = text.endsWith('.json') ? text : await fileWith(text);
  await expect(hilo([file])).rejects.toThrow(message);
});

test('an unknown behaviour is refused by name', async () => {
  const file = await fileWith('{"mix":[{"weight":1,"behaviour":{"kind":"sometimes"}}]}');
  await expect(hilo([PROGRAM, '--behaviour', file])).rejects.toThrow(/at mix\[0\]\.behaviour\.kind/);
});

test.each([
  ['--contacts', '0'],
  ['--contacts', 'many'],
  ['--seed', '-1'],
  ['--from', '2026-02-30'],
])('%s %s is refused', async (option, value) => {
  await expect(hilo([PROGRAM, option, value])).rejects.toThrow(/Give a/);
});

describe('--faithful', () => {
  const agreeing: RunFaithful = ({ played }: FaithfulInput) => Promise.resolve([...played]);

  afterEach(() => {
    process.exitCode = undefined;
  });

  test('says that the workflows agree with the rules', async () => {
    const report = await hilo([PROGRAM, '--contacts', '4', '--faithful'], agreeing);
    expect(report).toMatch(/The workflows agree with the rules, contact by contact \(4\)/);
    expect(process.exitCode).toBeUndefined();
  });

  test('names each contact that they treated differently, and fails', async () => {
    const missingOne: RunFaithful = ({ played }) => Promise.resolve(played.slice(1));
    const report = await hilo([PROGRAM, '--contacts', '4', '--faithful'], missingOne);
    expect(report).toMatch(/disagree with the rules for 1 of 4 contacts:\n {2}contact 1: was not played/);
    expect(process.exitCode).toBe(1);
  });

  test('takes few contacts only', async () => {
    await expect(hilo([PROGRAM, '--contacts', '1000', '--faithful'], agreeing)).rejects.toThrow(/at most 50/);
  });
});
