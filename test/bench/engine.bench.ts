import { newConversation } from '../../domain/conversations/conversation';
import type { Move, Playback } from '../../domain/conversations/play';
import { play } from '../../domain/conversations/play';
import type { Scenario } from '../../domain/conversations/scenario';
import type { Value } from '../../domain/conversations/values';
import type { Hostile } from '../support/conversations/hostile-scenarios';
import { hostileScenarios } from '../support/conversations/hostile-scenarios';
import { readScenario } from '../support/conversations/read-scenario';
import { testPorts } from '../support/conversations/test-ports';

const GOAL_PER_MINUTE = 1_000_000;
const HOSTILE_GOAL_MS = 100;
const MEASURED_MS = 3000;
const STARTS_AT = Date.parse('2026-03-02T14:00:00Z');

/** A booking from greeting to code: choices, validation, dates, a call, two branches. */
const BOOKING: Move[] = [
  { starts: {} },
  { picks: 'book' },
  { says: 'muchos' },
  { says: '4' },
  { says: 'viernes' },
  { picks: '19:00' },
  { says: 'claro' },
  { says: 'Ana' },
  { says: 'sí' },
  { answers: { status: 200, body: { code: 'ab12', deposit: 4_500_000 } } },
];

/**
 * Steps a minute of the pure engine on one core, and what scenarios made to run away come to: how many steps
 * they got and how long it took, until a limit stopped them.
 */
export function run(): Promise<Record<string, unknown>> {
  const booking = readScenario('examples/scenarios/restaurant-booking.json');
  const ordinary = { scenario: booking, contact: { name: 'Ana' } };
  converse(ordinary, BOOKING);
  const started = performance.now();
  let steps = 0;
  let conversations = 0;
  while (performance.now() - started < MEASURED_MS) {
    steps += converse(ordinary, BOOKING).steps;
    conversations += 1;
  }
  const minutes = (performance.now() - started) / 60_000;
  const perMinute = Math.round(steps / minutes);
  const hostile = Object.fromEntries(
    Object.entries(hostileScenarios).map(([name, each]) => [name, stopped(each)]),
  );
  const contained = Object.values(hostile).every(({ steps: taken, moves }) => taken <= 100 * moves);
  const worst = Math.max(...Object.values(hostile).map(({ ms }) => ms));
  return Promise.resolve({
    bench: 'engine',
    steps_per_minute: perMinute,
    turns_per_minute: Math.round((conversations * BOOKING.length) / minutes),
    goal_per_minute: GOAL_PER_MINUTE,
    hostile,
    hostile_worst_ms: worst,
    hostile_goal_ms: HOSTILE_GOAL_MS,
    ok: perMinute >= GOAL_PER_MINUTE && contained && worst <= HOSTILE_GOAL_MS,
  });
}

interface Talk {
  scenario: Scenario;
  contact: Record<string, Value>;
}

function converse({ scenario, contact }: Talk, moves: readonly Move[]) {
  const player = { scenario, ports: testPorts, facts: { contact, context: {} } };
  let playback: Playback = { state: newConversation(scenario), now: STARTS_AT };
  let steps = 0;
  let outcome = 'running';
  for (const move of moves) {
    const played = play(player, playback, move);
    if (played.kind === 'refused') throw new Error(`The conversation took another way: ${played.reason}`);
    playback = played.playback;
    for (const { log, effects } of played.turns) {
      steps += log.filter(({ kind }) => kind === 'entered').length;
      for (const effect of effects) if (effect.kind === 'end') ({ outcome } = effect);
    }
  }
  return { steps, outcome, moves: moves.length };
}

function stopped({ scenario, contact = {}, moves = [{ starts: {} }] }: Hostile) {
  const started = performance.now();
  const result = converse({ scenario, contact: { name: 'Ana', ...contact } }, moves);
  return { ...result, ms: Number((performance.now() - started).toFixed(1)) };
}
