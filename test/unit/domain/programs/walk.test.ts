import { addDays } from '../../../../domain/time/civil-date';
import { decide } from '../../../../domain/programs/decide';
import { decisionLine } from '../../../../domain/programs/decision-line';
import type { ProgramRules } from '../../../../domain/programs/definition';
import type { EnrollmentState, EvaluationOutcome } from '../../../../domain/programs/enrollment';
import { evolve } from '../../../../domain/programs/evolve';
import { newEnrollment } from '../../../../domain/programs/initial-state';
import { currentDay } from '../../../../domain/programs/position';
import { applyProgress } from '../../../../domain/programs/progress';
import { rulesWith } from '../../../support/programs/enrollments';

interface Walk {
  rules?: Partial<ProgramRules>;
  days: number;
  /** Completes the current day after the evaluation of these days. */
  answersOn?: (day: number) => boolean;
  accepts?: (day: number) => boolean;
}

/** Evaluates once a day and tells each day's line. */
function walk({ rules: change = {}, days, answersOn, accepts }: Walk): {
  lines: string[];
  end: EnrollmentState;
} {
  const rules = rulesWith(change);
  let state = newEnrollment(rules);
  const lines: string[] = [];
  for (let day = 0; day < days; day += 1) {
    const localDate = addDays('2026-03-02', day);
    const decision = decide(state, rules, localDate);
    const reply: EvaluationOutcome =
      (accepts?.(day) ?? true) ? { kind: 'sent', result: 'ok' } : { kind: 'refused', result: 'no' };
    const outcome: EvaluationOutcome = decision.kind === 'send' ? reply : { kind: 'recorded' };
    state = evolve(state, decision, { outcome, at: day, localDate });
    lines.push(decisionLine(decision, outcome));
    const current = currentDay(state);
    if (current && answersOn?.(day)) {
      state = applyProgress(state, { session: current.session, day: current.day, status: 2, at: day }).state;
    }
  }
  return { lines, end: state };
}

test('by default a contact who never answers is written to twice and excluded on the fourth day', () => {
  const { lines, end } = walk({ days: 5 });
  expect(lines).toEqual([
    'sent S1D1, attempt 1',
    'sent S1D1, attempt 2',
    'skipped: waiting for S1D1, failed retries 1',
    'excluded: 2 failed retries in a row',
    'skipped: enrollment is not active',
  ]);
  expect(end.stage).toBe('excluded');
});

test('who always answers gets thirty messages on thirty days and completes', () => {
  const { lines, end } = walk({ days: 31, answersOn: () => true });
  expect(lines.slice(0, 30).every((line) => /^sent S\dD\d, attempt 1$/.test(line))).toBe(true);
  expect(lines[30]).toBe('skipped: enrollment is not active');
  expect(end).toMatchObject({ stage: 'completed', reason: '30 of 30 days completed' });
});

test('an answer after the failed retry was counted sets it back, and the next day goes out', () => {
  const { lines, end } = walk({ days: 4, answersOn: (day) => day === 2 });
  expect(lines).toEqual([
    'sent S1D1, attempt 1',
    'sent S1D1, attempt 2',
    'skipped: waiting for S1D1, failed retries 1',
    'sent S1D2, attempt 1',
  ]);
  expect(end.failedRetries).toBe(0);
});

test('under advance the next day is tried before the second failed retry excludes', () => {
  const { lines } = walk({ rules: { whenAttemptsRunOut: 'advance' }, days: 5 });
  expect(lines).toEqual([
    'sent S1D1, attempt 1',
    'sent S1D1, attempt 2',
    'sent S1D2, attempt 1, moved on after a failed retry',
    'sent S1D2, attempt 2',
    'excluded: 2 failed retries in a row',
  ]);
});

test('under advance a late answer to a day left behind also sets failed retries back', () => {
  const rules = rulesWith({ whenAttemptsRunOut: 'advance' });
  const { end } = walk({ rules, days: 4 });
  const { state } = applyProgress(end, { session: 1, day: 1, status: 2, at: 9 });
  expect(state.failedRetries).toBe(0);
  expect(currentDay(state)).toMatchObject({ session: 1, day: 2 });
});

test('a number that the provider refuses is tried twice, reported, and never excluded', () => {
  const { lines, end } = walk({ days: 6, accepts: () => false });
  expect(lines).toEqual([
    'refused S1D1, attempt 1: no',
    'refused S1D1, attempt 2: no',
    ...Array.from({ length: 4 }, () => 'skipped: S1D1 is undeliverable'),
  ]);
  expect(end).toMatchObject({ stage: 'active', failedRetries: 0 });
});
