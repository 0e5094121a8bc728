import type { DataSource } from 'typeorm';
import { returnedRows } from './send-mapping';

export interface RunKey {
  accountId: string;
  programId: string;
  /** The program's date. */
  localDate: string;
}

export interface FinishedRun extends RunKey {
  openedAt: Date;
  closedAt: Date;
}

export type SyncState = 'none' | 'running' | 'done' | 'failed';
export type ProgramRuns = ReturnType<typeof createProgramRuns>;

/** One run is all evaluations of a program on one of its dates. */
export function createProgramRuns(db: DataSource) {
  return {
    /** Opens the run, if this is its first evaluation. */
    async open(run: RunKey, at: Date): Promise<void> {
      await db.query(
        `INSERT INTO program_run (account_id, program_id, local_date, opened_at)
         VALUES ($1, $2, $3, $4) ON CONFLICT (program_id, local_date) DO NOTHING`,
        [run.accountId, run.programId, run.localDate, at],
      );
    },

    /** Lets one evaluation read the progress table for all; another takes over when it takes too long. */
    async claimSync(run: RunKey, now: Date, leaseMs: number): Promise<boolean> {
      const rows = returnedRows(
        await db.query(
          `UPDATE program_run SET sync_state = 'running', sync_until = $3
            WHERE program_id = $1 AND local_date = $2
              AND (sync_state = 'none' OR (sync_state = 'running' AND sync_until < $4)) RETURNING program_id`,
          [run.programId, run.localDate, new Date(now.getTime() + leaseMs), now],
        ),
      );
      return rows.length === 1;
    },

    async syncState(run: RunKey): Promise<SyncState> {
      const [row] = returnedRows<{ sync_state: SyncState }>(
        await db.query('SELECT sync_state FROM program_run WHERE program_id = $1 AND local_date = $2', [
          run.programId,
          run.localDate,
        ]),
      );
      return row?.sync_state ?? 'none';
    },

    async finishSync(run: RunKey, state: 'done' | 'failed', detail: string): Promise<void> {
      await db.query(
        `UPDATE program_run SET sync_state = $3, sync_detail = $4 WHERE program_id = $1 AND local_date = $2`,
        [run.programId, run.localDate, state, detail],
      );
    },

    /** Closes the runs that nobody is left to be evaluated in; each is returned to exactly one caller. */
    async closeFinished(now: Date, quietMs: number): Promise<FinishedRun[]> {
      return returnedRows<FinishedRun>(
        await db.query(
          `UPDATE program_run run SET closed_at = $1
            WHERE run.closed_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM enrollment
                    WHERE enrollment.program_id = run.program_id AND enrollment.stage = 'active'
                      AND enrollment.next_evaluation_at <= $1)
              AND NOT EXISTS (SELECT 1 FROM enrollment_decision decision
                    WHERE decision.program_id = run.program_id AND decision.local_date = run.local_date
                      AND decision.decided_at > $1::timestamptz - $2 * interval '1 ms')
              AND run.opened_at < $1::timestamptz - $2 * interval '1 ms'
           RETURNING run.account_id AS "accountId", run.program_id AS "programId",
             to_char(run.local_date, 'YYYY-MM-DD') AS "localDate", run.opened_at AS "openedAt",
             run.closed_at AS "closedAt"`,
          [now, quietMs],
        ),
      );
    },
  };
}
