import type { ProgressSource } from '../../db/repositories/progress-reports';
import type { ProgressReport } from '../../domain/programs/enrollment';
import type { ApiDeps } from '../api-deps';

export type ProgressDeps = Pick<ApiDeps, 'progressReports' | 'enrollmentStarter'>;

/**
 * Stores a report, shows it, then tells the workflow. What cannot be told now the worker's sweep tells later;
 * an ended workflow has nothing to be told. True when the report changed something.
 */
export async function deliverProgress(
  {
    enrollment,
    report,
    source,
  }: {
    enrollment: { accountId: string; id: string };
    report: ProgressReport;
    source: ProgressSource;
  },
  deps: ProgressDeps,
): Promise<boolean> {
  const stored = await deps.progressReports.record(enrollment, report, source);
  const answer = await deps.enrollmentStarter.reportProgress(enrollment.id, report);
  const ended = answer.kind === 'not-running' && stored.enrollment.startedAt !== null;
  if (answer.kind === 'signalled' || ended) await deps.progressReports.markDelivered(stored.reportId);
  return stored.changed;
}
