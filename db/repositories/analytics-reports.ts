import type { DataSource } from 'typeorm';
import type { DateRange, Grain } from '../../domain/analytics/range';
import type { Counted, ReportName } from '../../domain/analytics/reports';
import { returnedRows } from './send-mapping';

export interface ReportQuery extends DateRange {
  accountId: string;
  report: ReportName;
  by: Grain;
  /** IANA; the dates are its. */
  zone: string;
}

/** What was counted of one group in one period. */
export interface CountedRow {
  /** `2026-11-21`, `2026-11-21T14:00:00` by the zone's clock, or empty for the whole range. */
  period: string;
  /** Minutes that the zone was ahead of UTC. */
  offsetMinutes: number;
  groups: string[];
  counted: Counted;
}

export type AnalyticsReports = ReturnType<typeof createAnalyticsReports>;

/** Reads the rollups. Postgres has the rules of zones here, since it cuts the days. */
export function createAnalyticsReports(db: DataSource) {
  return {
    /** In the order of time, then of groups. An hour that a change of the clock repeats is two. */
    async read({ accountId, report, by, zone, from, to }: ReportQuery): Promise<CountedRow[]> {
      return returnedRows(await db.query(readingOf(by), [accountId, report, from, to, zone]));
    },

    /** Names of programs, bots and broadcasts of the account, by id. */
    async names(accountId: string, ids: readonly string[]): Promise<Map<string, string>> {
      const rows = returnedRows<{ id: string; name: string }>(
        await db.query(
          `SELECT id, name FROM program WHERE account_id = $1 AND id = ANY($2::uuid[])
           UNION ALL SELECT id, name FROM bot_instance WHERE account_id = $1 AND id = ANY($2::uuid[])
           UNION ALL SELECT id, title FROM broadcast WHERE account_id = $1 AND id = ANY($2::uuid[])`,
          [accountId, ids],
        ),
      );
      return new Map(rows.map(({ id, name }) => [id, name]));
    },

    /** The instant up to which the account's figures are counted; null before the first count. */
    async countedUntil(accountId: string): Promise<Date | null> {
      const [row] = returnedRows<{ until: Date }>(
        await db.query('SELECT counted_until AS until FROM analytics_until WHERE account_id = $1', [
          accountId,
        ]),
      );
      return row?.until ?? null;
    },
  };
}

const PERIOD: Record<Grain, string> = {
  hour: `to_char(wall, 'YYYY-MM-DD"T"HH24:00:00')`,
  day: `to_char(wall, 'YYYY-MM-DD')`,
  total: `''`,
};

/** The index finds the days and those beside them; the zone's own calendar says which quarters are of the range. */
function readingOf(by: Grain): string {
  const offset = by === 'hour' ? `extract(epoch FROM wall - (at AT TIME ZONE 'UTC'))::int / 60` : '0';
  return `
    SELECT period, "offsetMinutes", groups, json_object_agg(figure, value) AS counted
      FROM (SELECT ${PERIOD[by]} AS period, ${offset} AS "offsetMinutes", groups, figure, sum(value) AS value,
                   min(at) AS began
              FROM (SELECT *, at AT TIME ZONE $5 AS wall FROM analytics_rollup
                     WHERE account_id = $1 AND report = $2
                       AND at >= $3::date - interval '1 day' AND at < $4::date + interval '2 days') AS quarters
             WHERE wall::date BETWEEN $3::date AND $4::date
             GROUP BY 1, 2, groups, figure) AS summed
     GROUP BY period, "offsetMinutes", groups ORDER BY min(began), groups`;
}
