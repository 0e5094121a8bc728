import type { LocalDate } from '../time/moments';
import type { ProgramRules } from './definition';
import type { DayState, Decision, EnrollmentState } from './enrollment';
import { attemptsLeft, attemptsMade, currentDay, isUndeliverable, nextOpenDay } from './position';

/**
 * What one daily evaluation is to do, by rules 1–8 of the program. Pure: the same state and date always give
 * the same decision, and nothing is counted until `evolve` applies what became of it.
 */
export function decide(state: EnrollmentState, rules: ProgramRules, localDate: LocalDate): Decision {
  if (state.stage !== 'active') return { kind: 'skip', reason: 'enrollment is not active' };
  const day = currentDay(state);
  if (!day) return { kind: 'skip', reason: 'enrollment is not active' };
  const at = { session: day.session, day: day.day };
  // Not only the same date: a clock set back must not make room for a second message.
  if (state.lastSendDate !== null && localDate <= state.lastSendDate) {
    return { kind: 'skip', reason: 'already sent today', ...at };
  }
  if (attemptsLeft(day, rules.maxAttemptsPerDay) > 0) return send(day, state.failedRetries, false);
  if (isUndeliverable(day, rules.maxAttemptsPerDay)) return { kind: 'skip', reason: 'undeliverable', ...at };
  return attemptsUsedUp(state, rules, day);
}

/** Why an enrollment was excluded, in a few words. */
export function failedRetriesReason(failedRetries: number): string {
  return failedRetries === 1 ? '1 failed retry' : `${failedRetries} failed retries in a row`;
}

function send(day: DayState, failedRetries: number, advanced: boolean): Decision {
  const { session } = day;
  return { kind: 'send', session, day: day.day, attempt: attemptsMade(day) + 1, failedRetries, advanced };
}

/** Rule 5: the retry has failed; exclude at the limit, else wait or move on. */
function attemptsUsedUp(state: EnrollmentState, rules: ProgramRules, day: DayState): Decision {
  const failedRetries = state.failedRetries + 1;
  const at = { session: day.session, day: day.day };
  if (failedRetries >= rules.excludeAfterFailedRetries) {
    return { kind: 'exclude', failedRetries, reason: failedRetriesReason(failedRetries), ...at };
  }
  const next = rules.whenAttemptsRunOut === 'advance' ? nextOpenDay(state, day) : null;
  if (next && attemptsLeft(next, rules.maxAttemptsPerDay) > 0) return send(next, failedRetries, true);
  return { kind: 'wait', failedRetries, ...at };
}
