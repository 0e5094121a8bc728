import { decide } from '../../../../domain/programs/decide';
import type { EnrollmentState, Stage } from '../../../../domain/programs/enrollment';
import type { OperatorResult } from '../../../../domain/programs/operator';
import { exclude, pause, reenroll, resume, retryDay, stop } from '../../../../domain/programs/operator';
import {
  COMPLETED,
  enrollment,
  rulesWith,
  SENT_ONCE,
  UNDELIVERABLE,
  USED_UP,
} from '../../../support/programs/enrollments';

const requests: Record<string, (state: EnrollmentState) => OperatorResult> = {
  pause: (state) => pause(state, 'on holiday'),
  resume,
  exclude: (state) => exclude(state, 'asked by phone'),
  stop: (state) => stop(state, 'left the company'),
  retryDay,
  reenroll,
};
const started = { days: { S1D1: SENT_ONCE } };

test.each<[string, Stage, Stage | RegExp]>([
  ['pause', 'active', 'paused'],
  ['pause', 'paused', /already paused: resume/],
  ['pause', 'completed', /completed: enroll/],
  ['pause', 'excluded', /for ever/],
  ['pause', 'stopped', /enroll the contact again/],
  ['resume', 'paused', 'active'],
  ['resume', 'active', /nothing to resume/],
  ['resume', 'excluded', /for ever/],
  ['resume', 'stopped', /enroll the contact again/],
  ['resume', 'completed', /completed/],
  ['exclude', 'active', 'excluded'],
  ['exclude', 'paused', 'excluded'],
  ['exclude', 'stopped', 'excluded'],
  ['exclude', 'excluded', /for ever/],
  ['exclude', 'completed', /completed/],
  ['stop', 'active', 'stopped'],
  ['stop', 'paused', 'stopped'],
  ['stop', 'stopped', /stopped/],
  ['retryDay', 'active', 'active'],
  ['retryDay', 'paused', /resume it, then retry/],
  ['retryDay', 'excluded', /for ever/],
  ['retryDay', 'completed', /completed/],
  ['reenroll', 'stopped', 'active'],
  ['reenroll', 'active', /enrolled already/],
  ['reenroll', 'excluded', /for ever/],
])('%s of an enrollment that is %s comes to %s', (request, stage, expected) => {
  const result = requests[request]?.(enrollment({ ...started, stage }));
  if (expected instanceof RegExp) {
    expect(result).toEqual({ ok: false, refusal: expect.stringMatching(expected) });
  } else {
    expect(result).toMatchObject({ ok: true, state: { stage: expected } });
  }
});

test('a pause keeps its reason until it is resumed', () => {
  const paused = pause(enrollment(started), 'on holiday');
  if (!paused.ok) throw new Error(paused.refusal);
  expect(paused.state.reason).toBe('on holiday');
  expect(resume(paused.state)).toEqual({ ok: true, state: enrollment(started) });
});

describe('retrying the current day', () => {
  const attemptsAfter = (days: Parameters<typeof enrollment>[0]) => {
    const result = retryDay(enrollment(days));
    if (!result.ok) throw new Error(result.refusal);
    return decide(result.state, rulesWith(), '2026-03-10');
  };

  test('gives a used-up day a fresh pair of attempts', () => {
    expect(attemptsAfter({ days: { S1D1: USED_UP } })).toMatchObject({ kind: 'send', day: 1, attempt: 3 });
  });

  test('clears an undeliverable day', () => {
    expect(attemptsAfter({ days: { S1D1: UNDELIVERABLE } })).toMatchObject({ kind: 'send', attempt: 3 });
  });

  test('does not bring a second message on the same date', () => {
    const day = { days: { S1D1: USED_UP }, lastSendDate: '2026-03-10' };
    expect(attemptsAfter(day)).toMatchObject({ kind: 'skip', reason: 'already sent today' });
  });

  test('is refused for a day that has not gone out yet', () => {
    expect(retryDay(enrollment({ days: { S1D1: COMPLETED } }))).toEqual({
      ok: false,
      refusal: expect.stringMatching(/next evaluation/),
    });
  });

  test('is refused a second time before the day was sent again', () => {
    const given = enrollment({ days: { S1D1: { ...USED_UP, forgiven: 2 } } });
    expect(retryDay(given)).toEqual({ ok: false, refusal: expect.stringMatching(/wait/) });
  });
});

test('a stopped contact goes on from where it stood', () => {
  const days = { S1D1: COMPLETED, S1D2: SENT_ONCE };
  const result = reenroll(enrollment({ stage: 'stopped', reason: 'opted out', days }));
  expect(result).toEqual({ ok: true, state: enrollment({ days }) });
});
