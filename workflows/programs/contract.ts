import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { EnrollmentState, ProgressReport } from '../../domain/programs/enrollment';
import type { ProgramRules } from '../../domain/programs/definition';
import type { EpochMs, LocalDate } from '../../domain/time/moments';

/** The workflow's type name, for clients that must not import its code. */
export const ENROLLMENT_WORKFLOW = 'enrollmentWorkflow';

/** `enrollment:{enrollment id}`: an opaque id, because workflow ids are never encrypted. */
export function enrollmentWorkflowId(enrollmentId: string): string {
  return `enrollment:${enrollmentId}`;
}

/** The next daily evaluation, as the program's calendar gives it. */
export interface NextEvaluation {
  dueAt: EpochMs;
  localDate: LocalDate;
}

export interface EnrollmentInput {
  v: 1;
  accountId: string;
  programId: string;
  enrollmentId: string;
  /** Set when the workflow continues as new; absent at the first start, when Postgres tells. */
  resumed?: EnrollmentSnapshot;
}

/** Everything that crosses a continue-as-new. */
export interface EnrollmentSnapshot {
  version: number;
  rules: ProgramRules;
  state: EnrollmentState;
  next: NextEvaluation;
  /** Reports signalled and not yet applied. */
  inbox: ProgressReport[];
}

/** How an enrollment ended, for whoever opens the finished workflow. */
export interface EnrollmentResult {
  stage: 'completed' | 'excluded' | 'stopped';
  reason: string;
  completedDays: number;
  totalDays: number;
}

export interface EnrollmentView {
  version: number;
  state: EnrollmentState;
  next: NextEvaluation;
}

export const progressReported = defineSignal<[ProgressReport]>('progressReported');
/** The contact wrote an opt-out word: no further message, the enrollment stops. */
export const optedOut = defineSignal<[{ at: EpochMs }]>('optedOut');

export const pauseEnrollment = defineUpdate<EnrollmentView, [{ reason: string }]>('pauseEnrollment');
export const resumeEnrollment = defineUpdate<EnrollmentView>('resumeEnrollment');
export const excludeEnrollment = defineUpdate<EnrollmentView, [{ reason: string }]>('excludeEnrollment');
export const retryDay = defineUpdate<EnrollmentView>('retryDay');
export const migrateEnrollment = defineUpdate<EnrollmentView, [{ version: number }]>('migrateEnrollment');

export const getEnrollment = defineQuery<EnrollmentView>('getEnrollment');
