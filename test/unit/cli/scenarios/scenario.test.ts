import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChatScreen } from '../../../../cli/scenarios/chat';
import { chat } from '../../../../cli/scenarios/chat';
import { readChatLine } from '../../../../cli/scenarios/chat-lines';
import { registerScenario } from '../../../../cli/scenarios/scenario.command';
import { turnLines } from '../../../../domain/conversations/recording';
import { Command } from 'commander';
import { readScenario } from '../../../support/conversations/read-scenario';

const BOOKING = 'examples/scenarios/restaurant-booking.json';

async function talk(file: string, lines: string[]) {
  const shown: string[] = [];
  const screen: ChatScreen = {
    turn: (turn) => void shown.push(...turnLines(turn)),
    note: (text) => void shown.push(text),
    ready: () => undefined,
  };
  const facts = { contact: { name: 'Ana', phone: '+573001112233', language: 'es' }, context: {} };
  const player = { scenario: readScenario(file), ports: {}, facts };
  // A real input is read line by line as well.
  const input = (async function* () {
    yield* lines;
  })();
  const result = await chat({ player, startsAt: Date.parse('2026-03-02T14:00:00Z'), lines: input, screen });
  return { ...result, shown };
}

async function hilo(...args: string[]): Promise<string> {
  const written: string[] = [];
  const print = jest.spyOn(console, 'log').mockImplementation((text: string) => void written.push(text));
  const program = new Command('hilo').exitOverride().configureOutput({ writeErr: () => undefined });
  registerScenario(program);
  try {
    await program.parseAsync(['scenario', ...args], { from: 'user' });
  } finally {
    print.mockRestore();
  }
  return written.join('\n');
}

async function fileWith(text: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'hilo-scenario-')), 'input.json');
  await writeFile(file, text);
  return file;
}

afterEach(() => {
  process.exitCode = undefined;
});

test('check says in one line that an example is fine', async () => {
  expect(await hilo('check', BOOKING)).toMatch(
    /^Reservas de La Esquina: \d+ steps, es and en, 0 errors, 0 warnings$/,
  );
  expect(process.exitCode).toBeUndefined();
});

test('check names the step and fails where a scenario could not be published', async () => {
  const broken = (await readFile(BOOKING, 'utf8')).replaceAll('"next": "ask-time"', '"next": "gone"');
  const report = await hilo('check', await fileWith(broken));
  expect(report).toMatch(/^error +ask-day: leads to the step "gone", which does not exist/m);
  expect(process.exitCode).toBe(1);
});

test('check refuses a file that is no scenario, by name', async () => {
  await expect(hilo('check', await fileWith('{"name":"x"}'))).rejects.toThrow(/is not right:[\s\S]*steps/);
  await expect(hilo('check', 'nowhere.json')).rejects.toThrow(/nowhere\.json cannot be read/);
});

test('a chat plays the scenario line by line, the backend included', async () => {
  const lines = [
    '1',
    '4',
    '/wait 1h',
    'viernes',
    '3',
    'sí',
    'Ana',
    'sí',
    '/answer 200 {"code":"q1","deposit":0}',
  ];
  const { shown, state, turns } = await talk(BOOKING, lines);
  expect(shown).toContain('Waiting for the backend or the calendar: /answer 200 {…} or /fail.');
  expect(shown).toContain('¡Listo, Ana! Tu código es *Q1*. El depósito es de $0.');
  expect(state.status).toBe('ended');
  expect(turns).toHaveLength(lines.length + 1);
});

test('a chat says what cannot be done, and goes on', async () => {
  const { shown, turns } = await talk(BOOKING, [
    '/answer 200',
    '/nonsense',
    '/wait soon',
    '',
    '/quit',
    'never read',
  ]);
  expect(shown).toContain('No call is under way.');
  expect(shown).toContain('There is no /nonsense; /help lists what there is.');
  expect(shown).toContain('soon is no length such as 30s, 5m, 2h or 3d.');
  expect(turns).toHaveLength(1);
});

test('/wait moves the clock to the next timer', async () => {
  const { shown } = await talk('examples/scenarios/onboarding.json', ['/wait']);
  expect(shown.some((line) => line.startsWith('[video'))).toBe(true);
});

test.each([
  ['hola', { says: 'hola' }],
  ['/pick book', { picks: 'book' }],
  ['/image', { sends: { kind: 'image', media: 'my-image' } }],
  ['/fail', { callFails: 'no answer' }],
  ['/agent {"done":true}', { agentFinds: { done: true } }],
  ['/agent ya está', { agentFinds: 'ya está' }],
  ['/return', { returns: true }],
  ['/restart', { starts: {} }],
])('%s is read as %j', (line, move) => {
  expect(readChatLine(line)).toEqual({ kind: 'move', move });
});
