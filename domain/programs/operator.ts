import type { EnrollmentState, Stage } from './enrollment';
import { attemptsMade, currentDay, withDay } from './position';
import { completedReason } from './progress';

/** What an operator's request came to; a refusal says what to do instead and changes nothing. */
export type OperatorResult = { ok: true; state: EnrollmentState } | { ok: false; refusal: string };

const OVER: Partial<Record<Stage, string>> = {
  completed: 'The enrollment is completed: enroll the contact in another program to go on.',
  excluded: 'The contact is excluded from this program for ever: use another program.',
  stopped: 'The enrollment is stopped: enroll the contact again to go on from where it stood.',
};

/** Holds all evaluations until `resume`. */
export function pause(state: EnrollmentState, reason: string): OperatorResult {
  if (state.stage === 'paused') return refuse('The enrollment is already paused: resume it first.');
  return ifRunning(state, (running) => ({ ...running, stage: 'paused', reason }));
}

/** Takes a paused enrollment up again, from the day it stood at. */
export function resume(state: EnrollmentState): OperatorResult {
  if (state.stage === 'active') return refuse('The enrollment is active: there is nothing to resume.');
  return ifRunning(state, (running) => ({ ...running, stage: 'active', reason: null }));
}

/** Excludes for ever. */
export function exclude(state: EnrollmentState, reason: string): OperatorResult {
  if (state.stage === 'stopped') return accept({ ...state, stage: 'excluded', reason });
  return ifRunning(state, (running) => ({ ...running, stage: 'excluded', reason }));
}

/** Ends the enrollment without excluding the contact; it may be enrolled again. */
export function stop(state: EnrollmentState, reason: string): OperatorResult {
  return ifRunning(state, (running) => ({ ...running, stage: 'stopped', reason }));
}

/** Gives the current day a fresh set of attempts; also the way out of an undeliverable day. */
export function retryDay(state: EnrollmentState): OperatorResult {
  const over = OVER[state.stage];
  if (over) return refuse(over);
  if (state.stage === 'paused') return refuse('The enrollment is paused: resume it, then retry the day.');
  const day = currentDay(state);
  const attempts = day ? attemptsMade(day) : 0;
  if (!day || attempts === 0) {
    return refuse('Nothing was sent for the current day yet: it goes out at the next evaluation.');
  }
  if (day.forgiven === attempts)
    return refuse('The day is to be sent again already: wait for the evaluation.');
  // Attempt numbers go on rising, because they are part of the key of each send.
  return accept(withDay(state, day, { attempts, forgiven: attempts }));
}

/** Takes a stopped contact up again from where it stood. */
export function reenroll(state: EnrollmentState): OperatorResult {
  if (state.stage !== 'stopped') {
    return refuse(OVER[state.stage] ?? 'The contact is enrolled already: there is nothing to do.');
  }
  if (currentDay(state)) return accept({ ...state, stage: 'active', reason: null });
  return accept({ ...state, stage: 'completed', reason: completedReason(state) });
}

function ifRunning(
  state: EnrollmentState,
  change: (running: EnrollmentState) => EnrollmentState,
): OperatorResult {
  const over = OVER[state.stage];
  return over ? refuse(over) : accept(change(state));
}

function accept(state: EnrollmentState): OperatorResult {
  return { ok: true, state };
}

function refuse(refusal: string): OperatorResult {
  return { ok: false, refusal };
}
