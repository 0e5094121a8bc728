import type { EnrollmentRow } from '../../../db/entities/enrollment.entity';
import type { DecisionLine } from '../../../db/repositories/decisions';
import type { DayState } from '../../../domain/programs/enrollment';
import type { DAY_MARKS } from './enrollments.schema';

const time = (at: number | null) => (at === null ? null : new Date(at).toISOString());

export function presentEnrollment(row: EnrollmentRow, phone: string | null) {
  const { state } = row;
  return {
    id: row.id,
    programId: row.programId,
    contactId: row.contactId,
    phone,
    version: row.version,
    channel: row.channel,
    state: row.stage,
    reason: row.reason,
    session: row.session,
    day: row.day,
    completedDays: state.days.filter((day) => day.status === 2).length,
    totalDays: state.days.length,
    days: state.days.map(dayMark),
    failedRetries: state.failedRetries,
    nextEvaluationAt: row.stage === 'active' ? (row.nextEvaluationAt?.toISOString() ?? null) : null,
    enrolledAt: row.enrolledAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function presentDetail(row: EnrollmentRow, phone: string | null, decisions: readonly DecisionLine[]) {
  return {
    ...presentEnrollment(row, phone),
    grid: gridOf(row.state.days),
    decisions: decisions.map(presentDecision),
  };
}

function dayMark({ status, attempts, passedOver }: DayState): (typeof DAY_MARKS)[number] {
  if (status === 2) return 'completed';
  if (passedOver) return 'passed-over';
  if (status === 0) return 'not-sent';
  return attempts > 1 ? 'retried' : 'sent';
}

function gridOf(days: readonly DayState[]) {
  const sessions = Map.groupBy(days, (day) => day.session);
  return [...sessions.values()].map((session) => session.map(presentDay));
}

function presentDay(day: DayState) {
  return {
    session: day.session,
    day: day.day,
    status: day.status,
    attempts: day.attempts,
    refusals: day.refusals,
    firstSentAt: time(day.firstSentAt),
    lastSentAt: time(day.lastSentAt),
    completedAt: time(day.completedAt),
    lastResult: day.lastResult,
    passedOver: day.passedOver,
  };
}

function presentDecision(decision: DecisionLine) {
  return {
    at: decision.decidedAt.toISOString(),
    localDate: decision.localDate,
    kind: decision.kind,
    outcome: decision.outcome,
    session: decision.session,
    day: decision.day,
    attempt: decision.attempt,
    line: decision.line,
    sendId: decision.sendId,
    sendState: decision.sendState,
  };
}
