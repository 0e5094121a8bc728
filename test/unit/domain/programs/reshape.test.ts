import { newEnrollment, reshape } from '../../../../domain/programs/initial-state';
import { currentDay, dayAt, summary } from '../../../../domain/programs/position';
import {
  COMPLETED,
  enrollment,
  REFUSED_ONCE,
  rulesWith,
  SENT_ONCE,
  USED_UP,
} from '../../../support/programs/enrollments';

test('a new enrollment has every day of every session, unsent, and is active', () => {
  const state = newEnrollment(rulesWith());
  expect(state).toMatchObject({ stage: 'active', reason: null, failedRetries: 0, lastSendDate: null });
  expect(state.days).toHaveLength(30);
  expect(state.days.at(-1)).toMatchObject({ session: 6, day: 5, status: 0, attempts: 0 });
});

test('sessions may differ in length', () => {
  const { days } = newEnrollment(rulesWith({ shape: [1, 3] }));
  expect(days.map(({ session, day }) => `${session}.${day}`)).toEqual(['1.1', '2.1', '2.2', '2.3']);
});

describe('migrating to a version of another shape', () => {
  const given = enrollment(
    { days: { S1D1: COMPLETED, S1D2: SENT_ONCE }, failedRetries: 1, lastSendDate: '2026-03-09' },
    rulesWith({ shape: [2] }),
  );

  test('keeps the days both have and adds new ones unsent', () => {
    const state = reshape(given, rulesWith({ shape: [3, 1] }));
    expect(state.days).toHaveLength(4);
    expect(dayAt(state, { session: 1, day: 2 })).toMatchObject(SENT_ONCE);
    expect(dayAt(state, { session: 2, day: 1 })).toMatchObject({ status: 0, attempts: 0 });
    expect(state).toMatchObject({ stage: 'active', failedRetries: 1, lastSendDate: '2026-03-09' });
  });

  test('drops removed days, and completes when everything left is completed', () => {
    const state = reshape(given, rulesWith({ shape: [1] }));
    expect(state).toMatchObject({ stage: 'completed', reason: '1 of 1 days completed' });
  });

  test('takes a completed enrollment up again when there is more to do', () => {
    const done = enrollment({ stage: 'completed', days: { S1D1: COMPLETED } }, rulesWith({ shape: [1] }));
    expect(reshape(done, rulesWith({ shape: [2] }))).toMatchObject({ stage: 'active', reason: null });
  });

  test('never takes an excluded or stopped contact up again', () => {
    const rules = rulesWith({ shape: [2, 2] });
    expect(reshape({ ...given, stage: 'excluded' }, rules).stage).toBe('excluded');
    expect(reshape({ ...given, stage: 'stopped' }, rules).stage).toBe('stopped');
  });

  test('opens a passed-over day that has become the last', () => {
    const passed = enrollment(
      { days: { S1D1: { ...USED_UP, passedOver: true } } },
      rulesWith({ shape: [2] }),
    );
    expect(currentDay(reshape(passed, rulesWith({ shape: [1] })))).toMatchObject({ session: 1, day: 1 });
  });
});

test('the summary counts days by where they stand, and what they took', () => {
  const days = { S1D1: COMPLETED, S1D2: { ...USED_UP, passedOver: true }, S1D3: REFUSED_ONCE };
  expect(summary(enrollment({ days }))).toEqual({
    total: 30,
    completed: 1,
    sent: 1,
    unsent: 28,
    passedOver: 1,
    attempts: 4,
    refusals: 1,
  });
});
