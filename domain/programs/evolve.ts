import type { EpochMs, LocalDate } from '../time/moments';
import type { DayState, Decision, EnrollmentState, EvaluationOutcome } from './enrollment';
import { comparePositions, dayAt, isOpen, withDay } from './position';
import { applyAllProgress } from './progress';

/** When an evaluation was performed. */
export interface EvaluatedAt {
  at: EpochMs;
  localDate: LocalDate;
}

/** What became of a decision, and when. */
export interface Performed extends EvaluatedAt {
  outcome: EvaluationOutcome;
}

type SendDecision = Extract<Decision, { kind: 'send' }>;

/**
 * The state after a decision was performed. The state may have moved on since the decision was taken (a
 * completion or a pause arrived meanwhile): what was sent is always recorded, but a failed retry is not
 * counted against a day completed in between.
 */
export function evolve(state: EnrollmentState, decision: Decision, performed: Performed): EnrollmentState {
  const { outcome } = performed;
  switch (outcome.kind) {
    case 'sent':
      return decision.kind === 'send'
        ? sent(state, decision, { ...performed, result: outcome.result })
        : state;
    case 'refused':
      return decision.kind === 'send' ? refused(state, decision, outcome.result) : state;
    case 'recorded':
      return counted(state, decision);
    case 'held':
      return state;
    case 'opted-out':
      return optOut(decision.kind === 'send' ? withheld(state, decision) : state);
    case 'superseded':
      return applyAllProgress(state, outcome.progress);
  }
}

/** The contact asked for no more messages: the enrollment stops, unless it is already over. */
export function optOut(state: EnrollmentState): EnrollmentState {
  const over = state.stage === 'excluded' || state.stage === 'completed' || state.stage === 'stopped';
  return over ? state : { ...state, stage: 'stopped', reason: 'opted out' };
}

function sent(
  state: EnrollmentState,
  decision: SendDecision,
  { at, localDate, result }: { at: EpochMs; localDate: LocalDate; result: string },
): EnrollmentState {
  const day = dayAt(state, decision);
  if (!day) return state;
  const recorded = withDay(passOver(state, decision), day, {
    status: day.status === 0 ? 1 : day.status,
    attempts: Math.max(day.attempts, decision.attempt),
    firstSentAt: day.firstSentAt ?? at,
    lastSentAt: at,
    lastResult: result,
  });
  return { ...recorded, lastSendDate: localDate };
}

/** Rule 7: a refusal is an attempt, and the day stays unsent. */
function refused(state: EnrollmentState, decision: SendDecision, result: string): EnrollmentState {
  const day = dayAt(state, decision);
  if (!day) return state;
  const attempts = Math.max(day.attempts, decision.attempt);
  const change = { attempts, refusals: day.refusals + 1, lastResult: result };
  return withDay(passOver(state, decision), day, change);
}

/** The attempt's number is used up, though nothing went out: enrolled again, the contact gets the next one. */
function withheld(state: EnrollmentState, decision: SendDecision): EnrollmentState {
  const day = dayAt(state, decision);
  if (!day) return state;
  const attempts = Math.max(day.attempts, decision.attempt);
  const change = {
    attempts,
    refusals: day.refusals + 1,
    forgiven: day.forgiven + 1,
    lastResult: 'opted out',
  };
  return withDay(state, day, change);
}

/** Under `advance`: the day whose attempts ran out is left behind and its failed retry counted. */
function passOver(state: EnrollmentState, to: SendDecision): EnrollmentState {
  if (!to.advanced) return state;
  const left = state.days.filter((day) => isOpen(day) && comparePositions(day, to) < 0);
  if (left.length === 0) return state;
  const mark = (day: DayState): DayState => (left.includes(day) ? { ...day, passedOver: true } : day);
  return { ...state, days: state.days.map(mark), failedRetries: to.failedRetries };
}

function counted(state: EnrollmentState, decision: Decision): EnrollmentState {
  if (decision.kind !== 'wait' && decision.kind !== 'exclude') return state;
  if (state.stage !== 'active' || dayAt(state, decision)?.status === 2) return state;
  const { failedRetries } = decision;
  if (decision.kind === 'wait') return { ...state, failedRetries };
  return { ...state, failedRetries, stage: 'excluded', reason: decision.reason };
}
