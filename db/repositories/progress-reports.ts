import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { ProgressReport } from '../../domain/programs/enrollment';
import { applyProgress } from '../../domain/programs/progress';
import { positionName } from '../../domain/programs/position';
import type { EnrollmentRow } from './enrollment-mapping';
import type { Enrollments } from './enrollments';
import { returnedRows } from './send-mapping';

/** Where a report came from, as the decision log names it. */
export type ProgressSource = 'reply' | 'progress webhook' | 'progress table' | 'operator' | 'scenario';

export interface UndeliveredReport {
  id: string;
  enrollmentId: string;
  report: ProgressReport;
}

export type ProgressReports = ReturnType<typeof createProgressReports>;

/** Reports that a day was reached: stored and projected first, signalled to the workflow after. */
export function createProgressReports(db: DataSource, enrollments: Enrollments) {
  return {
    /**
     * Stores a report and raises the projection. `changed` is false for what was known already. The returned
     * id is to be marked delivered once the workflow was signalled; the sweep delivers what was not.
     */
    async record(
      enrollment: { accountId: string; id: string },
      report: ProgressReport,
      source: ProgressSource,
    ): Promise<{ reportId: string; changed: boolean; enrollment: EnrollmentRow }> {
      const reportId = await store(db, enrollment, { ...report, source });
      let changed = false;
      const row = await enrollments.change(enrollment.accountId, enrollment.id, (current) => {
        const applied = applyProgress(current.state, report);
        changed = applied.changed;
        return applied.changed ? { state: applied.state, log: progressLine(report, source) } : null;
      });
      if (!row) throw new Error('Progress for an enrollment that vanished');
      return { reportId, changed, enrollment: row };
    },

    async markDelivered(reportId: string): Promise<void> {
      await db.query(
        'UPDATE progress_report SET delivered_at = now() WHERE id = $1 AND delivered_at IS NULL',
        [reportId],
      );
    },

    /** Stored and never signalled, over all accounts: for the sweep. */
    async undelivered(olderThan: Date, limit: number): Promise<UndeliveredReport[]> {
      const rows = returnedRows<RawReport>(
        await db.query(
          `SELECT id, enrollment_id, session, day, status, reported_at FROM progress_report
            WHERE delivered_at IS NULL AND reported_at < $1 ORDER BY reported_at LIMIT $2`,
          [olderThan, limit],
        ),
      );
      return rows.map((row) => ({
        id: row.id,
        enrollmentId: row.enrollment_id,
        report: { session: row.session, day: row.day, status: row.status, at: row.reported_at.getTime() },
      }));
    },
  };
}

interface RawReport {
  id: string;
  enrollment_id: string;
  session: number;
  day: number;
  status: 0 | 1 | 2;
  reported_at: Date;
}

async function store(
  db: DataSource,
  enrollment: { accountId: string; id: string },
  report: ProgressReport & { source: ProgressSource },
): Promise<string> {
  const [row] = returnedRows<{ id: string }>(
    await db.query(
      `INSERT INTO progress_report AS stored
         (id, account_id, enrollment_id, session, day, status, source, reported_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (enrollment_id, session, day, status) DO UPDATE SET status = stored.status RETURNING id`,
      [
        uuidv7(),
        enrollment.accountId,
        enrollment.id,
        report.session,
        report.day,
        report.status,
        report.source,
        new Date(report.at),
      ],
    ),
  );
  if (!row) throw new Error('A progress report was neither stored nor found');
  return row.id;
}

function progressLine(report: ProgressReport, source: ProgressSource) {
  const what = report.status === 2 ? 'completed' : 'reached';
  const at = new Date(report.at);
  return {
    localDate: null,
    dueAt: at,
    at,
    kind: 'progress' as const,
    outcome: what,
    session: report.session,
    day: report.day,
    line: `${what} ${positionName(report)} (${source})`,
  };
}
