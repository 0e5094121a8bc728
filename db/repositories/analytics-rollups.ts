import type { DataSource, EntityManager } from 'typeorm';
import { REPORT_NAMES } from '../../domain/analytics/reports';
import { WAIT_BOUNDS } from '../../domain/analytics/response-times';
import { ANALYTICS_SOURCES, WENT } from './analytics-sources';
import { returnedRows } from './send-mapping';

/** Whole hours of an account, the last instant left out. */
export interface HoursOf {
  accountId: string;
  from: Date;
  to: Date;
}

export type AnalyticsRollups = ReturnType<typeof createAnalyticsRollups>;

/**
 * Figures of each quarter of an hour, counted from rows. Whatever is counted replaces what stood there, in one
 * transaction with the marks that asked for it: counting once more, in any order, changes nothing.
 */
export function createAnalyticsRollups(db: DataSource) {
  return {
    /** Every account, with the instant up to which it was counted; null for one that never was. */
    async accounts(): Promise<{ accountId: string; countedUntil: Date | null }[]> {
      return returnedRows(
        await db.query(
          `SELECT account.id AS "accountId", until.counted_until AS "countedUntil"
             FROM account LEFT JOIN analytics_until until ON until.account_id = account.id ORDER BY account.id`,
        ),
      );
    },

    /** The hour of the account's first row or figure; null when it has neither. */
    async firstHour(accountId: string): Promise<Date | null> {
      const [row] = returnedRows<{ first: Date | null }>(await db.query(FIRST_HOUR, [accountId]));
      return row?.first ?? null;
    },

    /** Counts these hours again; with `until` the account is counted up to there afterwards. */
    async count(hours: HoursOf, until: Date | null): Promise<void> {
      await db.transaction(async (unit) => {
        await takeTurn(unit, hours.accountId);
        await dropMarks(unit, hours);
        await recount(unit, hours);
        if (until) await unit.query(COUNTED_UNTIL, [hours.accountId, until]);
      });
    },

    /** Hours of all accounts but these that rows came late to, those marked first first. */
    async markedHours(
      limit: number,
      except: readonly string[],
    ): Promise<{ accountId: string; hour: Date }[]> {
      return returnedRows(
        await db.query(
          `SELECT account_id AS "accountId", hour FROM analytics_mark WHERE account_id <> ALL($2::uuid[])
            GROUP BY account_id, hour ORDER BY min(id) LIMIT $1`,
          [limit, except],
        ),
      );
    },

    /** Adds up what connections counted for the metrics each for itself; leaves alone what one is writing just now. */
    async foldTallies(): Promise<void> {
      await db.query(FOLD);
    },
  };
}

/** Two that count the same account do so one after the other. */
async function takeTurn(unit: EntityManager, accountId: string): Promise<void> {
  await unit.query(`SELECT pg_advisory_xact_lock(hashtextextended('analytics:' || $1, 0))`, [accountId]);
}

/** Before anything is counted: a row that is written from now on leaves a mark that stays. */
async function dropMarks(unit: EntityManager, { accountId, from, to }: HoursOf): Promise<void> {
  await unit.query('DELETE FROM analytics_mark WHERE account_id = $1 AND hour >= $2 AND hour < $3', [
    accountId,
    from,
    to,
  ]);
}

async function recount(unit: EntityManager, { accountId, from, to }: HoursOf): Promise<void> {
  await unit.query(
    `DELETE FROM analytics_rollup WHERE account_id = $1 AND report = ANY($4) AND at >= $2 AND at < $3`,
    [accountId, from, to, REPORT_NAMES],
  );
  await unit.query(COUNT, [accountId, from, to, WAIT_BOUNDS]);
}

const COUNT = `
  INSERT INTO analytics_rollup (account_id, report, at, groups, figure, value)
  SELECT $1, report, date_bin('15 minutes', at, 'epoch'), groups, figure, sum(value)
    FROM (${ANALYTICS_SOURCES.map(({ report, sql }) => `SELECT '${report}' AS report, * FROM (${sql}) AS source (groups, figure, at, value)`).join('\n UNION ALL ')}) AS counted
   GROUP BY report, date_bin('15 minutes', at, 'epoch'), groups, figure HAVING sum(value) <> 0`;

const COUNTED_UNTIL = `
  INSERT INTO analytics_until AS known (account_id, counted_until) VALUES ($1, $2)
  ON CONFLICT (account_id) DO UPDATE SET counted_until = greatest(known.counted_until, EXCLUDED.counted_until)`;

const SINCE = [
  ['inbound_message', 'received_at'],
  ['send', WENT],
  ['enrollment_decision', 'decided_at'],
  ['progress_report', 'reported_at'],
  ['analytics_event', 'at'],
  ['model_usage', 'started_at'],
  ['orders', 'created_at'],
  ['analytics_rollup', 'at'],
];

const FIRST_HOUR = `
  SELECT date_trunc('hour', least(${SINCE.map(
    ([table, at]) => `(SELECT min(${at}) FROM ${table} WHERE account_id = $1)`,
  ).join(', ')}), 'UTC') AS first`;

/** Rows that somebody has locked are of a connection at work: it is never waited for, so nobody waits in a circle. */
const FOLD = `
  WITH taken AS (
    DELETE FROM platform_tally WHERE (metric, labels, backend) IN (
      SELECT metric, labels, backend FROM platform_tally WHERE backend <> 0 FOR UPDATE SKIP LOCKED)
    RETURNING metric, labels, count)
  INSERT INTO platform_tally AS tally (metric, labels, backend, count)
  SELECT metric, labels, 0, sum(count) FROM taken GROUP BY metric, labels
  ON CONFLICT (metric, labels, backend) DO UPDATE SET count = tally.count + EXCLUDED.count`;
