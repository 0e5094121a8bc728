import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Recording } from '../../../../domain/conversations/recording';
import { recordedState, replay } from '../../../../domain/conversations/recording';
import type { Step } from '../../../../domain/conversations/steps';
import { readScenario } from '../../../support/conversations/read-scenario';
import { testPorts } from '../../../support/conversations/test-ports';

interface GoldenConversation extends Recording {
  /** A file of the repository, or the scenario itself. */
  scenario: unknown;
}

const FOLDER = join(__dirname, '../../../fixtures/conversations');
const STEP_KINDS: Step['kind'][] = [
  ...(['message', 'ask', 'branch', 'set', 'call', 'appointment', 'goto'] as const),
  ...(['wait', 'agent', 'handoff', 'enroll', 'complete', 'end'] as const),
];

const conversations = readdirSync(FOLDER).map((file) => {
  const golden = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as GoldenConversation;
  return { file, golden, machine: { scenario: readScenario(golden.scenario), ports: testPorts } };
});

test.each(conversations.map(({ file, ...rest }) => [file, rest.golden.description, rest] as const))(
  '%s: %s',
  (_file, _description, { golden, machine }) => {
    const replayed = replay(machine, golden);
    const turns = golden.turns.map(({ move }, index) => ({ move, expect: replayed.turns[index] }));
    expect(turns).toEqual(golden.turns);
    expect(recordedState(replayed.state)).toEqual(golden.state);
  },
);

describe('the golden conversations', () => {
  const entered = new Set(conversations.flatMap(({ golden, machine }) => kindsEntered(golden, machine)));

  test.each(STEP_KINDS)('enter a step of the kind %s', (kind) => {
    expect(entered).toContain(kind);
  });

  test('are at least forty, in both languages', () => {
    expect(conversations.length).toBeGreaterThanOrEqual(40);
    const languages = conversations.map(({ golden }) => golden.state.language);
    expect(languages.filter((language) => language === 'en').length).toBeGreaterThanOrEqual(5);
    expect(languages.filter((language) => language === 'es').length).toBeGreaterThanOrEqual(5);
  });
});

function kindsEntered(golden: GoldenConversation, machine: Parameters<typeof replay>[0]): string[] {
  const { log } = replay(machine, golden);
  return log.filter(({ kind }) => kind === 'entered').map(({ detail }) => detail);
}
