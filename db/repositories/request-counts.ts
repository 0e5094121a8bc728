import type { DataSource } from 'typeorm';
import type { WindowCounts } from '../../domain/access/sliding-window';
import { hashToken } from '../secrets/opaque-token';

/** What one process let in of a subject since it last told the others. */
export interface RequestTally {
  subject: string;
  /** The number of the window since the epoch. */
  window: number;
  requests: number;
}

/** What all processes together let in of a subject. */
export interface RequestTotal extends WindowCounts {
  subject: string;
}

export type RequestCounts = ReturnType<typeof createRequestCounts>;

/** Requests by whom they are counted for, whichever process let them in; subjects are kept as hashes. */
export function createRequestCounts(db: DataSource) {
  return {
    /** Adds what a process let in, in one statement, and gives what all have. */
    async add(tallies: readonly RequestTally[]): Promise<RequestTotal[]> {
      const hashes = tallies.map(({ subject }) => hashToken(subject));
      const subjects = new Map(tallies.map(({ subject }, at) => [hashes[at]?.toString('base64'), subject]));
      const rows = await db.query<Row[]>(
        // In one order, so that no two processes wait for each other.
        `WITH told AS (
           INSERT INTO request_count AS known (subject, window_number, requests)
           SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::int[]) ORDER BY 2, 1
           ON CONFLICT (window_number, subject) DO UPDATE SET requests = known.requests + excluded.requests
           RETURNING subject, window_number, requests)
         SELECT encode(told.subject, 'base64') AS hash, told.window_number::int AS "window",
                told.requests AS current, coalesce(before.requests, 0) AS previous
           FROM told
           LEFT JOIN request_count before
             ON before.window_number = told.window_number - 1 AND before.subject = told.subject`,
        [hashes, tallies.map(({ window }) => window), tallies.map(({ requests }) => requests)],
      );
      return rows.flatMap(({ hash, ...counts }) => {
        const subject = subjects.get(hash);
        return subject === undefined ? [] : [{ ...counts, subject }];
      });
    },

    /** Removes what no window sees any more. */
    async forgetBefore(window: number): Promise<void> {
      await db.query('DELETE FROM request_count WHERE window_number < $1', [window]);
    },
  };
}

interface Row extends WindowCounts {
  hash: string;
}
