import { newConversation } from '../../../../domain/conversations/conversation';
import type { Playback } from '../../../../domain/conversations/play';
import { play } from '../../../../domain/conversations/play';
import type { Hostile } from '../../../support/conversations/hostile-scenarios';
import { hostileScenarios } from '../../../support/conversations/hostile-scenarios';
import { smallScenario } from '../../../support/conversations/read-scenario';
import { testPorts } from '../../../support/conversations/test-ports';

const NOON = Date.parse('2026-03-02T12:00:00Z');

function playThrough({ scenario, contact = {}, moves = [{ starts: {} }] }: Hostile) {
  const player = { scenario, ports: testPorts, facts: { contact, context: {} } };
  let playback: Playback = { state: newConversation(scenario), now: NOON };
  const turns = moves.flatMap((move) => {
    const played = play(player, playback, move);
    if (played.kind === 'refused') throw new Error(played.reason);
    playback = played.playback;
    return played.turns;
  });
  const log = turns.flatMap((turn) => turn.log);
  return { state: playback.state, log, turns };
}

function hostile(name: string): Hostile {
  const found = hostileScenarios[name];
  if (!found) throw new Error(`There is no ${name} among the hostile scenarios`);
  return found;
}

/** Those that would never end by themselves, and the limit that ends them. */
const endless = [
  ['loop', '100 steps in one turn'],
  ['template_bomb', 'too much work in one turn'],
  ['many_texts', 'too much work in one turn'],
  ['many_words', 'too much work in one turn'],
  ['pattern_on_a_long_text', 'too much work in one turn'],
  ['slowest_patterns', 'too much work in one turn'],
  ['pattern_in_a_loop', 'too much work in one turn'],
  ['expression_with_nested_loops', 'too much work in one turn'],
  ['expression_as_dear_as_allowed', 'too much work in one turn'],
  ['expression_that_doubles', 'too much work in one turn'],
] as const;

test.each(endless)('%s is stopped by a limit: %s', (name, limit) => {
  const { state, log } = playThrough(hostile(name));
  expect(state.status).toBe('ended');
  expect(log.filter(({ kind }) => kind === 'limit').map(({ detail }) => detail)).toEqual([
    `stopped by ${limit}`,
  ]);
});

test('conditions nested too deeply do not hold, and the conversation goes on', () => {
  const { state, log } = playThrough(hostile('deep_nesting'));
  expect(log).toContainEqual({ kind: 'error', step: 'a', detail: 'conditions are nested too deeply' });
  expect(state.status).toBe('ended');
});

test('an answer too long for a value is refused before its pattern is tried', () => {
  const { state, log } = playThrough(hostile('pattern_on_a_long_answer'));
  expect(log.filter(({ kind }) => kind === 'answer-refused').map(({ detail }) => detail)).toEqual([
    'too long, 1 of 3',
    'not of the pattern, 2 of 3',
  ]);
  expect(state.status).toBe('running');
});

test('no variable grows past what one may hold, whatever is put together or answered', () => {
  const { state } = playThrough(hostile('giant_variables'));
  for (const value of Object.values(state.variables)) {
    expect(JSON.stringify(value).length).toBeLessThanOrEqual(4096 + 2);
  }
});

test('a call carries no more than a variable in each place', () => {
  const { turns } = playThrough(hostile('giant_variables'));
  const calls = turns.flatMap(({ effects }) => effects).filter((effect) => effect.kind === 'call');
  expect(calls.length).toBeGreaterThan(0);
  for (const { request } of calls) {
    expect('url' in request && request.url.length).toBeLessThanOrEqual(2000);
  }
});

test('an answer nested without end is not kept, and breaks nothing', () => {
  const { state, log } = playThrough(hostile('endless_answer'));
  expect(state.variables).toEqual({ v: null });
  expect(log).toContainEqual({ kind: 'error', step: 'a', detail: 'v is too large to keep' });
});

test('an ordinary turn with twenty expressions is far from the limit of work', () => {
  const conditions = Array.from({ length: 20 }, (_, index) => ({
    if: { cel: `tags.exists(t, t == "t${index}") && re2(name, "^[A-Z]")` },
    next: 'z',
  }));
  const { state, log } = playThrough({
    scenario: smallScenario(
      {
        a: { kind: 'branch', conditions, else: 'b' },
        b: { kind: 'end', outcome: 'none' },
        z: { kind: 'end' },
      },
      { variables: { tags: ['t19', 'x'], name: 'Ana' } },
    ),
  });
  expect(log).toContainEqual({ kind: 'condition', step: 'a', detail: 'condition 20: z' });
  expect(state.status).toBe('ended');
});
