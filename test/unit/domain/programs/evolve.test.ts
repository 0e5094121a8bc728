import { evolve, optOut } from '../../../../domain/programs/evolve';
import type { Decision, EvaluationOutcome } from '../../../../domain/programs/enrollment';
import { dayAt } from '../../../../domain/programs/position';
import { COMPLETED, enrollment, SENT_ONCE, USED_UP } from '../../../support/programs/enrollments';

const AT = 1_773_151_200_000;
const when = (outcome: EvaluationOutcome) => ({ outcome, at: AT, localDate: '2026-03-10' });
const sent = when({ kind: 'sent', result: 'accepted SM1' });
const recorded = when({ kind: 'recorded' });
const sendFirst: Decision = {
  kind: 'send',
  session: 1,
  day: 1,
  attempt: 1,
  failedRetries: 0,
  advanced: false,
};
const retryFirst: Decision = { ...sendFirst, attempt: 2 };
const exclude: Decision = { kind: 'exclude', session: 1, day: 1, failedRetries: 2, reason: 'two in a row' };
const S1D1 = { session: 1, day: 1 };

test('an accepted send makes the day sent, with its attempt, times and result', () => {
  const state = evolve(enrollment(), sendFirst, sent);
  expect(dayAt(state, S1D1)).toMatchObject({
    status: 1,
    attempts: 1,
    firstSentAt: AT,
    lastSentAt: AT,
    lastResult: 'accepted SM1',
  });
  expect(state.lastSendDate).toBe('2026-03-10');
});

test('a retry keeps the time of the first send', () => {
  const given = enrollment({ days: { S1D1: { ...SENT_ONCE, firstSentAt: 5, lastSentAt: 5 } } });
  expect(dayAt(evolve(given, retryFirst, sent), S1D1)).toMatchObject({
    attempts: 2,
    firstSentAt: 5,
    lastSentAt: AT,
  });
});

test('a refusal counts as an attempt, leaves the day unsent and the date free', () => {
  const state = evolve(enrollment(), sendFirst, when({ kind: 'refused', result: '63016: no template' }));
  expect(dayAt(state, S1D1)).toMatchObject({
    status: 0,
    attempts: 1,
    refusals: 1,
    firstSentAt: null,
    lastResult: '63016: no template',
  });
  expect(state.lastSendDate).toBeNull();
});

test('moving on leaves the used-up day behind and counts its failed retry', () => {
  const given = enrollment({ days: { S1D1: USED_UP } });
  const advance: Decision = { ...sendFirst, day: 2, failedRetries: 1, advanced: true };
  const state = evolve(given, advance, sent);
  expect(dayAt(state, S1D1)?.passedOver).toBe(true);
  expect(dayAt(state, { session: 1, day: 2 })).toMatchObject({ status: 1, attempts: 1 });
  expect(state.failedRetries).toBe(1);
});

test('waiting records the failed retry and nothing else', () => {
  const given = enrollment({ days: { S1D1: USED_UP } });
  const state = evolve(given, { kind: 'wait', ...S1D1, failedRetries: 1 }, recorded);
  expect(state).toEqual({ ...given, failedRetries: 1 });
});

test('exclusion keeps its reason and its count', () => {
  const state = evolve(enrollment({ days: { S1D1: USED_UP }, failedRetries: 1 }), exclude, recorded);
  expect(state).toMatchObject({ stage: 'excluded', reason: 'two in a row', failedRetries: 2 });
});

test('a held evaluation changes nothing', () => {
  const given = enrollment({ days: { S1D1: SENT_ONCE } });
  expect(evolve(given, retryFirst, when({ kind: 'held', reason: 'too late' }))).toBe(given);
});

test('an opt-out found while sending stops the enrollment', () => {
  expect(evolve(enrollment(), sendFirst, when({ kind: 'opted-out' }))).toMatchObject({
    stage: 'stopped',
    reason: 'opted out',
  });
});

test('an opt-out does not soften an exclusion', () => {
  expect(optOut(enrollment({ stage: 'excluded', reason: 'x' }))).toMatchObject({
    stage: 'excluded',
    reason: 'x',
  });
});

test('new progress found while evaluating is applied instead of the decision', () => {
  const given = enrollment({ days: { S1D1: USED_UP }, failedRetries: 1 });
  const progress = [{ ...S1D1, status: 2 as const, at: 7 }];
  const state = evolve(given, exclude, when({ kind: 'superseded', progress }));
  expect(state).toMatchObject({ stage: 'active', failedRetries: 0 });
  expect(dayAt(state, S1D1)).toMatchObject({ status: 2, completedAt: 7 });
});

describe('what arrived while the evaluation was under way', () => {
  test('a completed day stays completed when its retry turns out to have gone out', () => {
    const state = evolve(enrollment({ days: { S1D1: COMPLETED } }), retryFirst, sent);
    expect(dayAt(state, S1D1)).toMatchObject({ status: 2, attempts: 2 });
  });

  test('no failed retry is counted against a day completed meanwhile', () => {
    const given = enrollment({ days: { S1D1: COMPLETED } });
    expect(evolve(given, { kind: 'wait', ...S1D1, failedRetries: 1 }, recorded)).toBe(given);
    expect(evolve(given, exclude, recorded)).toBe(given);
  });

  test('a pause is kept while the message it came too late for is recorded', () => {
    const state = evolve(enrollment({ stage: 'paused', reason: 'holiday' }), sendFirst, sent);
    expect(state).toMatchObject({ stage: 'paused', reason: 'holiday' });
    expect(dayAt(state, S1D1)?.status).toBe(1);
  });
});
