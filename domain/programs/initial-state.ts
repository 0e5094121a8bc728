import type { ProgramRules } from './definition';
import type { DayState, EnrollmentState, Position, Stage } from './enrollment';
import { completedReason } from './progress';
import { dayAt, isOpen } from './position';

/** A contact at the very start of a program: active, nothing sent. */
export function newEnrollment(rules: ProgramRules): EnrollmentState {
  return {
    stage: 'active',
    reason: null,
    days: positionsOf(rules).map(unsentDay),
    failedRetries: 0,
    lastSendDate: null,
  };
}

/**
 * The same enrollment in a version of another shape: days both versions have keep their state, new ones are
 * unsent, removed ones are dropped. It is completed when nothing is left, and active again when there is more.
 */
export function reshape(state: EnrollmentState, rules: ProgramRules): EnrollmentState {
  const days = positionsOf(rules).map((at) => dayAt(state, at) ?? unsentDay(at));
  const last = days.at(-1);
  // The last day has no next to move on to, so a removal that makes a day the last one opens it again.
  if (last?.passedOver) days[days.length - 1] = { ...last, passedOver: false };
  const reshaped = { ...state, days };
  return { ...reshaped, ...stageAfterReshape(reshaped) };
}

/** Forgets the date of the last message, for a version whose dates are counted differently. */
export function withoutSendDate(state: EnrollmentState): EnrollmentState {
  return { ...state, lastSendDate: null };
}

/** Every day of a shape, in order. */
export function positionsOf(rules: ProgramRules): Position[] {
  return rules.shape.flatMap((length, session) =>
    Array.from({ length }, (_, day) => ({ session: session + 1, day: day + 1 })),
  );
}

/** A day that nothing has happened to yet. */
export function unsentDay(at: Position): DayState {
  return {
    session: at.session,
    day: at.day,
    status: 0,
    attempts: 0,
    refusals: 0,
    forgiven: 0,
    firstSentAt: null,
    lastSentAt: null,
    completedAt: null,
    lastResult: null,
    passedOver: false,
  };
}

function stageAfterReshape(state: EnrollmentState): { stage: Stage; reason: string | null } {
  const { stage, reason } = state;
  const open = state.days.some(isOpen);
  if (!open && (stage === 'active' || stage === 'paused')) {
    return { stage: 'completed', reason: completedReason(state) };
  }
  if (open && stage === 'completed') return { stage: 'active', reason: null };
  return { stage, reason };
}
