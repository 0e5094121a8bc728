import type { ProgramRules } from '../../../../domain/programs/definition';
import { decide } from '../../../../domain/programs/decide';
import type { Decision, EnrollmentState } from '../../../../domain/programs/enrollment';
import {
  COMPLETED,
  completedSession,
  enrollment,
  REFUSED_ONCE,
  rulesWith,
  SENT_ONCE,
  UNDELIVERABLE,
  USED_UP,
} from '../../../support/programs/enrollments';

const TODAY = '2026-03-10';
const YESTERDAY = '2026-03-09';

interface Rule {
  given: EnrollmentState;
  rules?: Partial<ProgramRules>;
  then: Decision;
}

const send = (session: number, day: number, attempt: number, more: object = {}): Decision => ({
  kind: 'send',
  session,
  day,
  attempt,
  failedRetries: 0,
  advanced: false,
  ...more,
});
const notActive: Decision = { kind: 'skip', reason: 'enrollment is not active' };

function tells(rules: Record<string, Rule>): void {
  test.each(Object.entries(rules))('%s', (_, { given, rules: change, then }) => {
    expect(decide(given, rulesWith(change), TODAY)).toEqual(then);
  });
}

describe('Rule 1: excluded, completed, paused, stopped or opted out, nothing is sent', () => {
  tells({
    'an excluded contact gets nothing': { given: enrollment({ stage: 'excluded' }), then: notActive },
    'a completed enrollment gets nothing': { given: enrollment({ stage: 'completed' }), then: notActive },
    'a paused enrollment gets nothing': { given: enrollment({ stage: 'paused' }), then: notActive },
    'an opted-out contact gets nothing': {
      given: enrollment({ stage: 'stopped', reason: 'opted out' }),
      then: notActive,
    },
  });
});

describe('Rule 2: the current day is the first not completed', () => {
  tells({
    'S1D1 is always allowed': { given: enrollment(), then: send(1, 1, 1) },
    'day N+1 goes out once day N is completed': {
      given: enrollment({ days: { S1D1: COMPLETED }, lastSendDate: YESTERDAY }),
      then: send(1, 2, 1),
    },
    'day N+1 does not go out while day N is only sent': {
      given: enrollment({ days: { S1D1: COMPLETED, S1D2: SENT_ONCE }, lastSendDate: YESTERDAY }),
      then: send(1, 2, 2),
    },
    "session N+1 needs session N's last day": {
      given: enrollment({ days: { ...completedSession(1), S1D5: SENT_ONCE } }),
      then: send(1, 5, 2),
    },
    'session N+1 starts once session N is completed': {
      given: enrollment({ days: completedSession(1) }),
      then: send(2, 1, 1),
    },
    'a later day reported as completed does not let an earlier one be left out': {
      given: enrollment({ days: { S1D1: COMPLETED, S1D3: COMPLETED } }),
      then: send(1, 2, 1),
    },
  });
});

describe('Rules 3 and 4: a day is sent, and sent again while attempts are left', () => {
  tells({
    'a day never sent goes out as attempt 1': { given: enrollment(), then: send(1, 1, 1) },
    'a day sent once and not completed goes out again': {
      given: enrollment({ days: { S1D1: SENT_ONCE }, lastSendDate: YESTERDAY }),
      then: send(1, 1, 2),
    },
    'a day that the external bot reports as sent has had one attempt': {
      given: enrollment({ days: { S1D1: { status: 1, attempts: 0 } } }),
      then: send(1, 1, 2),
    },
    'the number of attempts is policy': {
      given: enrollment({ days: { S1D1: USED_UP } }),
      rules: { maxAttemptsPerDay: 3 },
      then: send(1, 1, 3),
    },
  });
});

describe('Rule 5: with the attempts used up the retry has failed', () => {
  const usedUp = { days: { S1D1: USED_UP }, lastSendDate: YESTERDAY };
  tells({
    'the first failed retry is counted and nothing is sent': {
      given: enrollment(usedUp),
      then: { kind: 'wait', session: 1, day: 1, failedRetries: 1 },
    },
    'the second failed retry in a row excludes': {
      given: enrollment({ ...usedUp, failedRetries: 1 }),
      then: { kind: 'exclude', session: 1, day: 1, failedRetries: 2, reason: '2 failed retries in a row' },
    },
    'the limit is policy': {
      given: enrollment(usedUp),
      rules: { excludeAfterFailedRetries: 1 },
      then: { kind: 'exclude', session: 1, day: 1, failedRetries: 1, reason: '1 failed retry' },
    },
    'advance sends the next day in the same evaluation': {
      given: enrollment(usedUp),
      rules: { whenAttemptsRunOut: 'advance' },
      then: send(1, 2, 1, { failedRetries: 1, advanced: true }),
    },
    'advance moves on into the next session': {
      given: enrollment({ days: { ...completedSession(1), S1D5: USED_UP } }),
      rules: { whenAttemptsRunOut: 'advance' },
      then: send(2, 1, 1, { failedRetries: 1, advanced: true }),
    },
    'advance excludes at the limit like wait': {
      given: enrollment({ ...usedUp, failedRetries: 1 }),
      rules: { whenAttemptsRunOut: 'advance' },
      then: { kind: 'exclude', session: 1, day: 1, failedRetries: 2, reason: '2 failed retries in a row' },
    },
    'advance waits on the last day, which has no next': {
      given: enrollment({ days: { S1D1: COMPLETED, S1D2: USED_UP } }, rulesWith({ shape: [2] })),
      rules: { shape: [2], whenAttemptsRunOut: 'advance' },
      then: { kind: 'wait', session: 1, day: 2, failedRetries: 1 },
    },
  });
});

describe('Rule 7: a refused send is an attempt, and never a failed retry', () => {
  tells({
    'a day refused once goes out again': {
      given: enrollment({ days: { S1D1: REFUSED_ONCE } }),
      then: send(1, 1, 2),
    },
    'a day whose attempts were all refused is undeliverable': {
      given: enrollment({ days: { S1D1: UNDELIVERABLE } }),
      then: { kind: 'skip', reason: 'undeliverable', session: 1, day: 1 },
    },
    'an undeliverable day is not passed over either': {
      given: enrollment({ days: { S1D1: UNDELIVERABLE } }),
      rules: { whenAttemptsRunOut: 'advance' },
      then: { kind: 'skip', reason: 'undeliverable', session: 1, day: 1 },
    },
    'one refused and one accepted attempt are a failed retry': {
      given: enrollment({ days: { S1D1: { status: 1, attempts: 2, refusals: 1 } } }),
      then: { kind: 'wait', session: 1, day: 1, failedRetries: 1 },
    },
    'an operator gives an undeliverable day new attempts, numbered on': {
      given: enrollment({ days: { S1D1: { ...UNDELIVERABLE, forgiven: 2 } } }),
      then: send(1, 1, 3),
    },
  });
});

describe('Rule 8: at most one message in one local date', () => {
  const already: Decision = { kind: 'skip', reason: 'already sent today', session: 1, day: 2 };
  tells({
    'a day completed at once does not bring the next one the same date': {
      given: enrollment({ days: { S1D1: COMPLETED }, lastSendDate: TODAY }),
      then: already,
    },
    'a clock set back does not make room for a second message': {
      given: enrollment({ days: { S1D1: COMPLETED }, lastSendDate: '2026-03-11' }),
      then: already,
    },
    'used-up attempts are not counted on the date of the last one': {
      given: enrollment({ days: { S1D1: USED_UP }, lastSendDate: TODAY }),
      then: { kind: 'skip', reason: 'already sent today', session: 1, day: 1 },
    },
  });
});
