import { ApplicationFailure } from '@temporalio/common';
import type { EnrollmentRow } from '../../db/entities/enrollment.entity';
import type { EnrollmentChange, LogEntry } from '../../db/repositories/enrollment-mapping';
import { nextEvaluation } from '../../domain/programs/calendar';
import { rulesOf, type ProgramRules } from '../../domain/programs/definition';
import { exclude, pause, resume, retryDay, type OperatorResult } from '../../domain/programs/operator';
import { optOut } from '../../domain/programs/evolve';
import { reshape, withoutSendDate } from '../../domain/programs/initial-state';
import type { EnrollmentState } from '../../domain/programs/enrollment';
import type { EpochMs } from '../../domain/time/moments';
import type { NextEvaluation } from '../../workflows/programs/contract';
import type { ProgramsDeps } from './programs-deps';

/** What an operator, or the contact by opting out, changed between two evaluations. */
export type RecordedChange =
  | { kind: 'pause'; reason: string }
  | { kind: 'exclude'; reason: string }
  | { kind: 'resume' }
  | { kind: 'retry-day' }
  | { kind: 'opted-out' };

export interface RecordChangeInput {
  v: 1;
  accountId: string;
  enrollmentId: string;
  at: EpochMs;
  /** The evaluation that comes next, should the enrollment be active afterwards. */
  nextDueAt: EpochMs;
  change: RecordedChange;
}

/** Brings the projection to where the workflow went, with a line in the decision log. */
export async function recordChange(deps: ProgramsDeps, input: RecordChangeInput): Promise<void> {
  await deps.enrollments.change(input.accountId, input.enrollmentId, (row) => changed(row, input));
}

function changed(row: EnrollmentRow, { change, at, nextDueAt }: RecordChangeInput): EnrollmentChange | null {
  const state = stateAfter(row.state, change);
  if (!state) return null;
  const nextEvaluationAt = state.stage === 'active' ? new Date(nextDueAt) : null;
  return { state, nextEvaluationAt, log: operatorLine(at, change.kind, lineOf(change)) };
}

/** Null when the projection is there already: the activity ran before. */
function stateAfter(state: EnrollmentState, change: RecordedChange): EnrollmentState | null {
  if (change.kind === 'opted-out') return optOut(state);
  const result = applied(state, change);
  return result.ok ? result.state : null;
}

function applied(
  state: EnrollmentState,
  change: Exclude<RecordedChange, { kind: 'opted-out' }>,
): OperatorResult {
  switch (change.kind) {
    case 'pause':
      return pause(state, change.reason);
    case 'exclude':
      return exclude(state, change.reason);
    case 'resume':
      return resume(state);
    case 'retry-day':
      return retryDay(state);
  }
}

function lineOf(change: RecordedChange): string {
  switch (change.kind) {
    case 'pause':
      return `paused: ${change.reason}`;
    case 'exclude':
      return `excluded: ${change.reason}`;
    case 'resume':
      return 'resumed';
    case 'retry-day':
      return 'the current day is to be sent again';
    case 'opted-out':
      return 'stopped: opted out';
  }
}

function operatorLine(at: EpochMs, outcome: string, line: string): LogEntry {
  const moment = new Date(at);
  return { localDate: null, dueAt: moment, at: moment, kind: 'operator', outcome, line };
}

export interface MigrateInput {
  v: 1;
  accountId: string;
  programId: string;
  enrollmentId: string;
  fromVersion: number;
  version: number;
  at: EpochMs;
}

export interface Migrated {
  rules: ProgramRules;
  next: NextEvaluation;
  /** The two versions count their dates differently: one of them runs on a shortened demonstration day. */
  datesRestart: boolean;
}

/**
 * Moves the projection to another published version and returns what the workflow needs of it. A version that
 * was never published is refused for good.
 */
export async function migrateEnrollment(deps: ProgramsDeps, input: MigrateInput): Promise<Migrated> {
  const { accountId, programId, enrollmentId, version, at } = input;
  const calendar = await deps.calendars.find(accountId, programId, version);
  if (!calendar) {
    const refusal = `The program has no version ${version}: publish it first.`;
    throw ApplicationFailure.nonRetryable(refusal, 'Refused');
  }
  const earlier = await deps.calendars.of(accountId, programId, input.fromVersion);
  const datesRestart = earlier.definition.policy.dayLength !== calendar.definition.policy.dayLength;
  const rules = rulesOf(calendar.definition);
  const next = nextEvaluation(calendar, await deps.clock());
  await deps.enrollments.change(accountId, enrollmentId, (row) => {
    const state = reshaped(row.state, rules, datesRestart);
    const nextEvaluationAt = state.stage === 'active' ? new Date(next.dueAt) : null;
    const log = operatorLine(at, 'migrate', `moved to version ${version}`);
    return { state, version, nextEvaluationAt, log };
  });
  return { rules, next, datesRestart };
}

function reshaped(state: EnrollmentState, rules: ProgramRules, datesRestart: boolean): EnrollmentState {
  const moved = reshape(state, rules);
  return datesRestart ? withoutSendDate(moved) : moved;
}
