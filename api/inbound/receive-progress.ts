import type { DayReport } from '../../channels/botpress/parse-progress';
import type { EnrollmentState } from '../../domain/programs/enrollment';
import { dayAt, positionName } from '../../domain/programs/position';
import type { ApiDeps } from '../api-deps';
import { problem, type Problem } from '../problems';
import { deliverProgress, type ProgressDeps } from './deliver-progress';

export interface ContactProgress {
  accountId: string;
  programId: string;
  phone: string;
  reports: readonly DayReport[];
}

export interface ProgressTaken {
  kind: 'taken';
  enrollmentId: string;
  /** Reports that said something new. */
  applied: number;
  /** Reports of what was known: a status only rises. */
  unchanged: number;
}

type Deps = ProgressDeps & Pick<ApiDeps, 'enrollments' | 'programContacts' | 'now'>;

/** Applies what an external bot reports of a contact: every day must be the program's, or nothing is taken. */
export async function receiveProgress(
  { accountId, programId, phone, reports }: ContactProgress,
  deps: Deps,
): Promise<ProgressTaken | Problem> {
  const enrollmentId = await deps.programContacts.findEnrollment(accountId, programId, phone);
  const enrollment = enrollmentId === null ? null : await deps.enrollments.get(accountId, enrollmentId);
  if (!enrollment) return problem('not_found', 'No contact with this number is enrolled in the program.');
  const refusal = refusalOf(reports, enrollment.state);
  if (refusal) return refusal;
  let applied = 0;
  for (const { session, day, status } of reports) {
    if (status === 0) continue;
    const report = { session, day, status, at: deps.now() };
    if (await deliverProgress({ enrollment, report, source: 'progress webhook' }, deps)) applied += 1;
  }
  return { kind: 'taken', enrollmentId: enrollment.id, applied, unchanged: reports.length - applied };
}

/** Why nothing of the reports is taken: a day the program lacks, or one report that would lower a status. */
function refusalOf(reports: readonly DayReport[], state: EnrollmentState): Problem | null {
  const strange = reports.filter((report) => report.status > 0 && !dayAt(state, report));
  if (strange.length > 0) {
    const names = strange.map(positionName).join(', ');
    return problem('invalid_request', `The program has no ${names}; nothing was changed.`);
  }
  const [only, second] = reports;
  const known = only && !second ? dayAt(state, only) : null;
  if (!only || !known || only.status >= known.status) return null;
  const detail = `${positionName(only)} stands at ${String(known.status)} already: a status only rises.`;
  return problem('conflict', detail);
}
