import { luxonZoneClock as clock } from '../../../../activities/zone-clock';
import type { Behaviour, WeightedBehaviour } from '../../../../domain/programs/behaviour';
import { behaviourOfNumber, drawBehaviours } from '../../../../domain/programs/behaviour';
import { compareTraces } from '../../../../domain/programs/compare-traces';
import type { ProgramPolicy } from '../../../../domain/programs/definition';
import { DEFAULT_POLICY } from '../../../../domain/programs/definition';
import { seededRandom } from '../../../../domain/programs/seeded-random';
import type { SimulationInput } from '../../../../domain/programs/simulate';
import { simulate } from '../../../../domain/programs/simulate';
import type { ContactTrace } from '../../../../domain/programs/simulate-contact';
import { sixByFive } from '../../../support/programs/enrollments';

function input(
  mix: WeightedBehaviour[],
  change: Partial<SimulationInput> & { weekdays?: number[]; policy?: Partial<ProgramPolicy> } = {},
): SimulationInput {
  const { weekdays, policy, ...rest } = change;
  const definition = sixByFive({ policy: { ...DEFAULT_POLICY, ...policy }, ...(weekdays && { weekdays }) });
  const startsAt = Date.parse('2026-03-02T00:00:00-05:00');
  return { calendar: { definition, clock, anchor: startsAt }, contacts: 1, mix, seed: 1, startsAt, ...rest };
}

function traceOf(behaviour: Behaviour, change?: Parameters<typeof input>[1]): ContactTrace {
  const [trace] = simulate(input([{ weight: 1, behaviour }], change)).traces;
  if (!trace) throw new Error('Nobody took part');
  return trace;
}

const sendNames = ({ sends }: ContactTrace): string[] =>
  sends.map(({ date, session, day, attempt }) => `${date} S${session}D${day} a${attempt}`);

test('who always answers completes with thirty messages on thirty dates', () => {
  const trace = traceOf({ kind: 'always-answer' });
  expect(trace).toMatchObject({ stage: 'completed', completedDays: 30 });
  expect(trace.sends).toHaveLength(30);
  expect(trace.sends.at(-1)).toEqual({ date: '2026-03-31', session: 6, day: 5, attempt: 1 });
});

test('who never answers gets two messages and is excluded on the fourth date', () => {
  const trace = traceOf({ kind: 'never-answer' });
  expect(sendNames(trace)).toEqual(['2026-03-02 S1D1 a1', '2026-03-03 S1D1 a2']);
  expect(trace).toMatchObject({ stage: 'excluded', excludedOn: '2026-03-05', completedDays: 0 });
});

test.each<[number | 'retry', number]>([
  [0, 30],
  [1, 60],
  [2, 60],
  ['retry', 60],
])('who answers late by %s completes with %i messages', (after, messages) => {
  const trace = traceOf({ kind: 'late', after });
  expect(trace.stage).toBe('completed');
  expect(trace.sends).toHaveLength(messages);
});

test('who answers only after the exclusion stays excluded', () => {
  expect(traceOf({ kind: 'late', after: 3 })).toMatchObject({ stage: 'excluded', excludedOn: '2026-03-05' });
});

test('an answer over the weekend is there before Monday, so no retry goes out', () => {
  const trace = traceOf({ kind: 'late', after: 1 }, { weekdays: [5], days: 15 });
  expect(sendNames(trace)).toEqual(['2026-03-06 S1D1 a1', '2026-03-13 S1D2 a1', '2026-03-20 S1D3 a1']);
});

test('a number that takes nothing is undeliverable after two refusals, and not excluded', () => {
  const trace = traceOf({ kind: 'refuse-delivery' });
  expect(trace).toMatchObject({ stage: 'active', sends: [], undeliverable: { session: 1, day: 1 } });
  expect(trace.refused).toHaveLength(2);
});

test('who asks for no more messages on the third date gets three', () => {
  const trace = traceOf({ kind: 'stop', onDay: 2 });
  expect(trace).toMatchObject({ stage: 'stopped', reason: 'opted out' });
  expect(trace.sends).toHaveLength(3);
});

test('advance tries the next day before it excludes', () => {
  const trace = traceOf({ kind: 'never-answer' }, { policy: { whenAttemptsRunOut: 'advance' } });
  expect(sendNames(trace)).toEqual([
    '2026-03-02 S1D1 a1',
    '2026-03-03 S1D1 a2',
    '2026-03-04 S1D2 a1',
    '2026-03-05 S1D2 a2',
  ]);
  expect(trace.excludedOn).toBe('2026-03-06');
});

test('days limits what is played', () => {
  expect(traceOf({ kind: 'always-answer' }, { days: 7 })).toMatchObject({
    stage: 'active',
    completedDays: 7,
  });
});

describe('a mixed group', () => {
  const mix: WeightedBehaviour[] = [
    { weight: 6, behaviour: { kind: 'always-answer' } },
    { weight: 2, behaviour: { kind: 'never-answer' } },
    { weight: 1, behaviour: { kind: 'refuse-delivery' } },
    { weight: 1, behaviour: { kind: 'stop', onDay: 4 } },
  ];
  const result = simulate(input(mix, { contacts: 1000 }));

  test('adds up in every direction', () => {
    const { outcomes, undeliverable, traces, days, behaviours } = result;
    expect(Object.values(outcomes).reduce((a, b) => a + b)).toBe(1000);
    expect(outcomes.active).toBe(undeliverable);
    expect(days.reduce((total, { sent }) => total + sent, 0)).toBe(result.messages);
    expect(days.reduce((total, { excluded }) => total + excluded, 0)).toBe(outcomes.excluded);
    expect(behaviours.reduce((total, group) => total + group.contacts, 0)).toBe(1000);
    const { completed, excluded, stopped } = outcomes;
    expect(result.messages).toBe(completed * 30 + excluded * 2 + stopped * 5);
    expect(new Set(traces.map(({ contact }) => contact)).size).toBe(1000);
  });

  test('is drawn by weight', () => {
    expect(result.outcomes.completed / 1000).toBeCloseTo(0.6, 1);
    expect(result.outcomes.excluded / 1000).toBeCloseTo(0.2, 1);
  });

  test('is the same for the same seed and another for another', () => {
    expect(simulate(input(mix, { contacts: 1000 }))).toEqual(result);
    expect(simulate(input(mix, { contacts: 1000, seed: 2 })).outcomes).not.toEqual(result.outcomes);
  });

  test('gives each contact the same behaviour however many take part', () => {
    const first = drawBehaviours(mix, 10, seededRandom(1));
    expect(drawBehaviours(mix, 500, seededRandom(1)).slice(0, 10)).toEqual(first);
  });
});

test('a behaviour rule names numbers by their first digits, the first match first', () => {
  const behaviours = {
    mix: [],
    numbers: [
      { startsWith: '+57 300 111 0', behaviour: { kind: 'never-answer' as const } },
      { startsWith: '57300', behaviour: { kind: 'always-answer' as const } },
    ],
  };
  expect(behaviourOfNumber(behaviours, '+573001110007')).toEqual({ kind: 'never-answer' });
  expect(behaviourOfNumber(behaviours, '+573001112233')).toEqual({ kind: 'always-answer' });
  expect(behaviourOfNumber(behaviours, '+573151112233')).toBeNull();
});

describe('comparing two plays of a simulation', () => {
  const send = { date: '2026-03-02', session: 1, day: 1, attempt: 1 };
  const played = (change = {}) => [{ contact: 1, stage: 'active' as const, sends: [send], ...change }];

  test.each([
    ['agrees with itself', played(), []],
    ['names a missing contact', [], ['was not played by the workflows']],
    [
      'names another end',
      played({ stage: 'excluded' }),
      ['ended active by the rules, excluded by the workflows'],
    ],
    [
      'names the first send that differs',
      played({ sends: [{ ...send, attempt: 2 }] }),
      ['send 1: S1D1 attempt 1 on 2026-03-02 by the rules, S1D1 attempt 2 on 2026-03-02 by the workflows'],
    ],
    [
      'names a send too many',
      played({ sends: [send, { ...send, date: '2026-03-03' }] }),
      ['send 2: nothing by the rules, S1D1 attempt 1 on 2026-03-03 by the workflows'],
    ],
  ])('%s', (_, byWorkflows, differences) => {
    expect(compareTraces(played(), byWorkflows).map(({ difference }) => difference)).toEqual(differences);
  });
});
