import type { DataSource } from 'typeorm';
import type { DecisionLine } from './decisions';
import type { SyncState } from './program-runs';
import { returnedRows } from './send-mapping';

/** How many of a run's evaluations came to the same thing. */
export interface RunTally {
  kind: string;
  outcome: string;
  line: string;
  count: number;
}

export interface RunRow {
  localDate: string;
  openedAt: Date;
  closedAt: Date | null;
  syncState: SyncState;
  syncDetail: string | null;
  /** Contacts with at least one evaluation. */
  evaluated: number;
  lastDecisionAt: Date | null;
  /** The provider's response times in milliseconds; null when nothing was sent. */
  responseP50: number | null;
  responseP95: number | null;
  tallies: RunTally[];
}

/** What became of one contact in a run. */
export interface RunLine extends Omit<DecisionLine, 'localDate' | 'sendId'> {
  contactId: string;
}

export interface RunPage {
  accountId: string;
  programId: string;
  /** The last date of the page before; runs are listed newest first. */
  before: string | null;
  limit: number;
}

export interface RunLinePage {
  accountId: string;
  programId: string;
  localDate: string;
  after: string | null;
  limit: number;
}

export type RunReports = ReturnType<typeof createRunReports>;

/** A run's decisions that were evaluations; reports and operators' acts have no date of their own. */
const OF_RUN = `decision.account_id = run.account_id AND decision.program_id = run.program_id
  AND decision.local_date = run.local_date`;

const RUN = `to_char(run.local_date, 'YYYY-MM-DD') AS "localDate", run.opened_at AS "openedAt",
  run.closed_at AS "closedAt", run.sync_state AS "syncState", run.sync_detail AS "syncDetail",
  coalesce(counted.evaluated, 0)::int AS evaluated, counted.last AS "lastDecisionAt",
  counted.p50 AS "responseP50", counted.p95 AS "responseP95", coalesce(tallied.tallies, '[]') AS tallies
  FROM program_run run
  LEFT JOIN LATERAL (
    SELECT count(DISTINCT decision.enrollment_id) AS evaluated, max(decision.decided_at) AS last,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY send.response_ms) AS p50,
           percentile_cont(0.95) WITHIN GROUP (ORDER BY send.response_ms) AS p95
      FROM enrollment_decision decision LEFT JOIN send ON send.id = decision.send_id
     WHERE ${OF_RUN}) counted ON true
  LEFT JOIN LATERAL (
    SELECT json_agg(tally) AS tallies FROM (
      SELECT decision.kind, decision.outcome, decision.line, count(*)::int AS count
        FROM enrollment_decision decision WHERE ${OF_RUN}
       GROUP BY decision.kind, decision.outcome, decision.line) tally) tallied ON true`;

/** What each run of a program came to, read from the decision log. */
export function createRunReports(db: DataSource) {
  return {
    async list({ accountId, programId, before, limit }: RunPage): Promise<RunRow[]> {
      return returnedRows<RunRow>(
        await db.query(
          `SELECT ${RUN} WHERE run.account_id = $1 AND run.program_id = $2
              AND ($3::date IS NULL OR run.local_date < $3::date)
            ORDER BY run.local_date DESC LIMIT $4`,
          [accountId, programId, before, limit],
        ),
      );
    },

    async get(accountId: string, programId: string, localDate: string): Promise<RunRow | null> {
      const [row] = returnedRows<RunRow>(
        await db.query(
          `SELECT ${RUN} WHERE run.account_id = $1 AND run.program_id = $2 AND run.local_date = $3::date`,
          [accountId, programId, localDate],
        ),
      );
      return row ?? null;
    },

    async lines({ accountId, programId, localDate, after, limit }: RunLinePage): Promise<RunLine[]> {
      return returnedRows<RunLine>(
        await db.query(
          `SELECT decision.id, decision.enrollment_id AS "enrollmentId", enrollment.contact_id AS "contactId",
                  decision.decided_at AS "decidedAt", decision.kind, decision.outcome, decision.session,
                  decision.day, decision.attempt, decision.line, send.state AS "sendState"
             FROM enrollment_decision decision
             JOIN enrollment ON enrollment.account_id = decision.account_id
                            AND enrollment.id = decision.enrollment_id
             LEFT JOIN send ON send.id = decision.send_id
            WHERE decision.account_id = $1 AND decision.program_id = $2 AND decision.local_date = $3::date
              AND ($4::uuid IS NULL OR decision.id > $4) ORDER BY decision.id LIMIT $5`,
          [accountId, programId, localDate, after, limit],
        ),
      );
    },
  };
}
