import fc from 'fast-check';
import { addDays } from '../../../domain/time/civil-date';
import { decide } from '../../../domain/programs/decide';
import type { ProgramRules } from '../../../domain/programs/definition';
import type { Decision, EnrollmentState, EvaluationOutcome } from '../../../domain/programs/enrollment';
import { evolve } from '../../../domain/programs/evolve';
import { newEnrollment } from '../../../domain/programs/initial-state';
import { pause, resume, retryDay } from '../../../domain/programs/operator';
import { applyProgress } from '../../../domain/programs/progress';

/** Something that may happen to an enrollment. */
export type Happening =
  | { kind: 'evaluate'; outcome: 'sent' | 'refused' | 'held' | 'opted-out' }
  | { kind: 'clock'; days: number }
  | { kind: 'progress'; day: number; status: 1 | 2 }
  | { kind: 'pause' | 'resume' | 'retry-day' };

/** One send that reached the contact. */
export interface Delivered {
  date: string;
  session: number;
  day: number;
  retries: number;
}

/** An enrollment after a history, and what could be seen of it from outside. */
export interface History {
  state: EnrollmentState;
  delivered: Delivered[];
  /** Attempts asked of the provider, by day name and by how often the day had been retried. */
  attempts: Map<string, number>;
  decisions: { before: EnrollmentState; decision: Decision }[];
}

const START = '2026-03-02';
/** Answers of a provider, with what could be taken for a note of the exported file. */
const RESULTS = ['accepted SM1', 'no [hilo {}] "quoted", ñ', 'ends so [hilo {"day":{"refusals":9}}]', 'nan'];
const DAY_MS = 86_400_000;

export const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    { weight: 10, arbitrary: evaluation() },
    {
      weight: 8,
      arbitrary: fc.record({ kind: fc.constant('clock' as const), days: fc.integer({ min: -1, max: 4 }) }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('progress' as const),
        day: fc.integer({ min: 0, max: 11 }),
        status: fc.constantFrom(1 as const, 2 as const, 2 as const),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('pause' as const, 'resume' as const, 'retry-day' as const),
      }),
    },
  ),
  { minLength: 1, maxLength: 40 },
);

export const anyRules: fc.Arbitrary<ProgramRules> = fc.record({
  shape: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
  maxAttemptsPerDay: fc.constantFrom(2, 2, 2, 1, 3),
  excludeAfterFailedRetries: fc.constantFrom(2, 2, 1, 3),
  whenAttemptsRunOut: fc.constantFrom('wait' as const, 'advance' as const),
});

/** Plays a history from the start of a program, with instants at 09:00:00.123 of each local date of Bogotá. */
export function play(rules: ProgramRules, events: readonly Happening[]): History {
  let today = START;
  const history: History = { state: newEnrollment(rules), delivered: [], attempts: new Map(), decisions: [] };
  const retries = new Map<string, number>();
  for (const event of events) {
    const at = Date.parse(`${today}T14:00:00.123Z`);
    if (event.kind === 'clock') today = addDays(today, event.days);
    else if (event.kind === 'evaluate') evaluate(history, { rules, event, at, today, retries });
    else history.state = change(history.state, event, { at: at + DAY_MS / 8, retries });
  }
  return history;
}

function evaluate(
  history: History,
  now: {
    rules: ProgramRules;
    event: Extract<Happening, { kind: 'evaluate' }>;
    at: number;
    today: string;
    retries: Map<string, number>;
  },
): void {
  const before = history.state;
  const decision = decide(before, now.rules, now.today);
  const outcome = outcomeOf(decision, now.event.outcome);
  history.decisions.push({ before, decision });
  history.state = evolve(before, decision, { outcome, at: now.at, localDate: now.today });
  if (decision.kind !== 'send' || (outcome.kind !== 'sent' && outcome.kind !== 'refused')) return;
  const { session, day } = decision;
  const round = now.retries.get(`S${session}D${day}`) ?? 0;
  const key = `S${session}D${day} round ${round}`;
  history.attempts.set(key, (history.attempts.get(key) ?? 0) + 1);
  if (outcome.kind === 'sent') history.delivered.push({ date: now.today, session, day, retries: round });
}

function outcomeOf(decision: Decision, kind: 'sent' | 'refused' | 'held' | 'opted-out'): EvaluationOutcome {
  if (kind === 'held') return { kind, reason: 'outside contact hours' };
  if (decision.kind !== 'send') return { kind: 'recorded' };
  return kind === 'opted-out'
    ? { kind }
    : { kind, result: RESULTS[decision.attempt % RESULTS.length] ?? kind };
}

function change(
  state: EnrollmentState,
  event: Exclude<Happening, { kind: 'evaluate' | 'clock' }>,
  { at, retries }: { at: number; retries: Map<string, number> },
): EnrollmentState {
  if (event.kind === 'progress') {
    const day = state.days[event.day % state.days.length];
    return day
      ? applyProgress(state, { session: day.session, day: day.day, status: event.status, at }).state
      : state;
  }
  if (event.kind === 'pause') return orSame(pause(state, 'on holiday'), state);
  if (event.kind === 'resume') return orSame(resume(state), state);
  const result = retryDay(state);
  if (!result.ok) return state;
  const retried = result.state.days.find((day, index) => day !== state.days[index] && day.forgiven > 0);
  if (retried) {
    const name = `S${retried.session}D${retried.day}`;
    retries.set(name, (retries.get(name) ?? 0) + 1);
  }
  return result.state;
}

function orSame(result: ReturnType<typeof pause>, state: EnrollmentState): EnrollmentState {
  return result.ok ? result.state : state;
}

function evaluation(): fc.Arbitrary<Extract<Happening, { kind: 'evaluate' }>> {
  return fc.record({
    kind: fc.constant('evaluate' as const),
    outcome: fc.oneof(
      { weight: 8, arbitrary: fc.constant('sent' as const) },
      { weight: 3, arbitrary: fc.constant('refused' as const) },
      { weight: 1, arbitrary: fc.constant('held' as const) },
      { weight: 1, arbitrary: fc.constantFrom('held' as const, 'opted-out' as const) },
    ),
  });
}
