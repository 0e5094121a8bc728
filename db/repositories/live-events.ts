import type { DataSource } from 'typeorm';
import { LIVE_CHANNEL, type LiveNotice } from '../live-listener';
import { returnedRows } from './send-mapping';

/** What a watcher can be told of. */
export const LIVE_KINDS = ['message', 'dialog', 'send', 'broadcast', 'alert'] as const;
export type LiveKind = (typeof LIVE_KINDS)[number];

/** Something that happened in an account. Positions count 1, 2, 3 … an account, in the order things became visible. */
export interface LiveEvent {
  position: number;
  kind: LiveKind;
  at: Date;
  /** Ids, states and counts; never a text, a name or a number of a person. */
  data: Record<string, unknown>;
}

export type LiveEvents = ReturnType<typeof createLiveEvents>;

/** The events of each account, numbered from the outbox that the writers' own statements fill. */
export function createLiveEvents(db: DataSource) {
  return {
    /**
     * Numbers what is committed and not numbered yet, and notifies every process of the accounts it concerns. One
     * process at a time does it, so that a position is never seen before a smaller one. Gives how many it took.
     */
    async number(limit: number): Promise<number> {
      const rows = returnedRows<{ taken: number }>(await db.query(NUMBER, [NUMBERING_LOCK, limit]));
      return rows.reduce((sum, { taken }) => sum + taken, 0);
    },

    /** Puts the progress of each broadcast that changed into the outbox, at most once a second each. */
    async noteBroadcasts(): Promise<void> {
      await db.query(NOTE_BROADCASTS);
    },

    /** What came after a position, in order. */
    async after(accountId: string, position: number, limit: number): Promise<LiveEvent[]> {
      return returnedRows<LiveEvent>(
        await db.query(
          `SELECT position::float8 AS position, kind, at, data FROM live_event
            WHERE account_id = $1 AND position > $2 ORDER BY live_event.position LIMIT $3`,
          [accountId, position, limit],
        ),
      );
    },

    /** The last position of the account; 0 when nothing has happened yet. */
    async position(accountId: string): Promise<number> {
      const [row] = returnedRows<LiveNotice>(
        await db.query(
          'SELECT account_id AS "accountId", position::float8 AS position FROM live_position WHERE account_id = $1',
          [accountId],
        ),
      );
      return row?.position ?? 0;
    },

    /** Forgets what happened before a time. */
    async prune(before: Date): Promise<void> {
      await db.query('DELETE FROM live_event WHERE at < $1', [before]);
    },
  };
}

/** Any number that nothing else in the database locks. */
const NUMBERING_LOCK = 4_851_601;

const NUMBER = `
  WITH taken AS (
    DELETE FROM live_outbox
     WHERE id IN (SELECT id FROM live_outbox ORDER BY id LIMIT $2) AND (SELECT pg_try_advisory_xact_lock($1))
    RETURNING id, account_id, kind, at, data),
  moved AS (
    INSERT INTO live_position AS already (account_id, position)
    SELECT account_id, count(*) FROM taken GROUP BY account_id ORDER BY account_id
    ON CONFLICT (account_id) DO UPDATE SET position = already.position + EXCLUDED.position
    RETURNING account_id, position),
  numbered AS (
    INSERT INTO live_event (account_id, position, kind, at, data)
    SELECT account_id, moved.position + 1 - row_number() OVER (PARTITION BY account_id ORDER BY taken.id DESC),
           kind, at, data
      FROM taken JOIN moved USING (account_id)
    RETURNING account_id)
  SELECT count(*)::int AS taken, pg_notify('${LIVE_CHANNEL}', account_id || ' ' || max(moved.position))
    FROM numbered JOIN moved USING (account_id) GROUP BY account_id`;

/** Delivery reports change the counts of a broadcast long after its end; a day is what somebody watches. */
const NOTE_BROADCASTS = `
  WITH told AS (
    INSERT INTO live_broadcast AS before (broadcast_id, account_id, told, told_at)
    SELECT broadcast.id, broadcast.account_id, jsonb_build_object('id', broadcast.id, 'state', broadcast.state,
             'reason', broadcast.reason, 'total', broadcast.total, 'tally', coalesce(counted.tally, '{}')), now()
      FROM broadcast
      LEFT JOIN LATERAL (SELECT jsonb_object_agg(state, count) AS tally
                           FROM (SELECT state, sum(count)::int AS count FROM broadcast_tally
                                  WHERE broadcast_id = broadcast.id GROUP BY state) AS states) AS counted ON true
     WHERE broadcast.updated_at > now() - interval '1 day' OR broadcast.state IN ('running','waiting')
     ORDER BY broadcast.id
    ON CONFLICT (broadcast_id) DO UPDATE SET told = EXCLUDED.told, told_at = EXCLUDED.told_at
     WHERE before.told <> EXCLUDED.told AND before.told_at <= EXCLUDED.told_at - interval '1 second'
    RETURNING account_id, told)
  INSERT INTO live_outbox (account_id, kind, data) SELECT account_id, 'broadcast', told FROM told`;
