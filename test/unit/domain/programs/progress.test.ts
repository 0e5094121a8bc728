import type { DayStatus } from '../../../../domain/programs/enrollment';
import { applyProgress } from '../../../../domain/programs/progress';
import {
  COMPLETED,
  completedSession,
  enrollment,
  rulesWith,
  SENT_ONCE,
  USED_UP,
} from '../../../support/programs/enrollments';

const report = (session: number, day: number, status: DayStatus) => ({ session, day, status, at: 42 });

describe('Rule 6: completion, at any time before exclusion', () => {
  test('completes the day and sets failed retries back to 0', () => {
    const given = enrollment({ days: { S1D1: USED_UP }, failedRetries: 1 });
    const { state, changed } = applyProgress(given, report(1, 1, 2));
    expect(changed).toBe(true);
    expect(state).toMatchObject({ stage: 'active', failedRetries: 0 });
    expect(state.days[0]).toMatchObject({ status: 2, completedAt: 42, attempts: 2 });
  });

  test.each([
    [2, 1],
    [2, 2],
    [2, 0],
    [1, 1],
    [1, 0],
  ] as [DayStatus, DayStatus][])('a day at %i stays there when %i is reported', (status, reported) => {
    const given = enrollment({ days: { S1D1: { status, attempts: 1 } } });
    expect(applyProgress(given, report(1, 1, reported))).toEqual({ state: given, changed: false });
  });

  test('a day the external bot reports as sent is sent, without an attempt of ours', () => {
    const { state } = applyProgress(enrollment(), report(1, 1, 1));
    expect(state.days[0]).toMatchObject({ status: 1, attempts: 0, completedAt: null });
  });

  test('a report of sent does not forgive failed retries', () => {
    const given = enrollment({ days: { S1D1: USED_UP }, failedRetries: 1 });
    expect(applyProgress(given, report(1, 2, 1)).state.failedRetries).toBe(1);
  });

  test('after exclusion it is recorded and the contact stays excluded', () => {
    const given = enrollment({ stage: 'excluded', reason: 'r', failedRetries: 2, days: { S1D1: USED_UP } });
    const { state, changed } = applyProgress(given, report(1, 1, 2));
    expect(changed).toBe(true);
    expect(state).toMatchObject({ stage: 'excluded', reason: 'r', failedRetries: 2 });
    expect(state.days[0]?.status).toBe(2);
  });

  test('a day the program does not have changes nothing', () => {
    const given = enrollment();
    expect(applyProgress(given, report(7, 1, 2))).toEqual({ state: given, changed: false });
    expect(applyProgress(given, report(1, 6, 2))).toEqual({ state: given, changed: false });
  });

  test('the last open day completes the enrollment', () => {
    const shape = [5];
    const given = enrollment({ days: { ...completedSession(1), S1D5: SENT_ONCE } }, rulesWith({ shape }));
    expect(applyProgress(given, report(1, 5, 2)).state).toMatchObject({
      stage: 'completed',
      reason: '5 of 5 days completed',
    });
  });

  test('a passed-over day is not waited for, and says so in the result', () => {
    const rules = rulesWith({ shape: [2] });
    const given = enrollment({ days: { S1D1: { ...USED_UP, passedOver: true }, S1D2: SENT_ONCE } }, rules);
    expect(applyProgress(given, report(1, 2, 2)).state).toMatchObject({
      stage: 'completed',
      reason: '1 of 2 days completed',
    });
  });

  test('a paused enrollment completes too, a stopped one stays stopped', () => {
    const rules = rulesWith({ shape: [2] });
    const days = { S1D1: COMPLETED, S1D2: SENT_ONCE };
    const complete = (stage: 'paused' | 'stopped') =>
      applyProgress(enrollment({ stage, days }, rules), report(1, 2, 2)).state.stage;
    expect(complete('paused')).toBe('completed');
    expect(complete('stopped')).toBe('stopped');
  });
});
