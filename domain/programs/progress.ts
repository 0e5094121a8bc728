import type { DayState, EnrollmentState, ProgressReport } from './enrollment';
import { dayAt, isOpen, withDay } from './position';

/** A state and whether the report changed anything in it. */
export interface ProgressApplied {
  state: EnrollmentState;
  changed: boolean;
}

/**
 * Rule 6. Applies one report of progress: a status only rises, a completion sets failed retries back to 0,
 * and the last open day's completes the enrollment. After exclusion or a stop it is recorded and no more.
 */
export function applyProgress(state: EnrollmentState, report: ProgressReport): ProgressApplied {
  const day = dayAt(state, report);
  if (!day || report.status <= day.status) return { state, changed: false };
  const recorded = withDay(state, report, raised(report));
  if (report.status !== 2 || state.stage === 'excluded') return { state: recorded, changed: true };
  return { state: settled({ ...recorded, failedRetries: 0 }), changed: true };
}

/** Applies several reports in the order given. */
export function applyAllProgress(
  state: EnrollmentState,
  reports: readonly ProgressReport[],
): EnrollmentState {
  return reports.reduce((current, report) => applyProgress(current, report).state, state);
}

/** Why an enrollment is completed, in a few words. */
export function completedReason(state: EnrollmentState): string {
  const completed = state.days.filter((day) => day.status === 2).length;
  return `${completed} of ${state.days.length} days completed`;
}

function raised(report: ProgressReport): Partial<DayState> {
  return report.status === 2 ? { status: 2, completedAt: report.at } : { status: report.status };
}

function settled(state: EnrollmentState): EnrollmentState {
  const running = state.stage === 'active' || state.stage === 'paused';
  if (!running || state.days.some(isOpen)) return state;
  return { ...state, stage: 'completed', reason: completedReason(state) };
}
