import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Broadcast, BroadcastPlan, BroadcastState, SendTally } from '../../domain/broadcasts/broadcast';
import { NO_SENDS } from '../../domain/broadcasts/progress';
import type { ChannelName } from '../../domain/messaging/channel-name';
import type { SendState } from '../../domain/messaging/send';
import type { EpochMs } from '../../domain/time/moments';
import { toBroadcast, type RawBroadcast } from './broadcast-mapping';
import { returnedRows } from './send-mapping';
import { violatesUnique } from './unique-violation';

/** What changes of a broadcast's course; absent fields stay. */
export interface BroadcastChange {
  state?: BroadcastState;
  reason?: string | null;
  /** It was no operator who paused it. */
  pausedItself?: boolean;
  scheduledAt?: EpochMs | null;
  waitingUntil?: EpochMs | null;
  ratePerSecond?: number | null;
  startedAt?: EpochMs;
  finishedAt?: EpochMs | null;
}

export type Broadcasts = ReturnType<typeof createBroadcasts>;

/** Broadcasts and their counters; whom they go to is in broadcast-recipients.ts. */
export function createBroadcasts(db: DataSource) {
  const one = async (sql: string, parameters: unknown[]): Promise<Broadcast | null> => {
    const [row] = returnedRows<RawBroadcast>(await db.query(sql, parameters));
    return row ? toBroadcast(row) : null;
  };
  return {
    /** A broadcast whose list is still to be read; null when the account has one of that title. */
    async create(plan: BroadcastPlan): Promise<Broadcast | null> {
      try {
        return await one(INSERT, insertedValues(plan));
      } catch (error) {
        if (violatesUnique(error, 'broadcast_title_unique')) return null;
        throw error;
      }
    },

    /** The list is read: from now on it can be started. */
    async finishImport(accountId: string, id: string, { total, rejectedRows }: ImportTotals) {
      return one(
        `UPDATE broadcast SET state = 'draft', total = $3, rejected_rows = $4, updated_at = now()
          WHERE account_id = $1 AND id = $2 AND state = 'importing' RETURNING *`,
        [accountId, id, total, rejectedRows],
      );
    },

    async get(accountId: string, id: string): Promise<Broadcast | null> {
      return one('SELECT * FROM broadcast WHERE account_id = $1 AND id = $2', [accountId, id]);
    },

    /**
     * One with its counters, by title or by id; a title goes first. In one statement: who watches a broadcast asks
     * while its batches have the database busy, and would wait behind them once more for a second.
     */
    async findCounted(accountId: string, { title, id }: SoughtBroadcast): Promise<CountedBroadcast | null> {
      const [row] = returnedRows<RawBroadcast & { tally: Partial<SendTally> | null }>(
        await db.query(COUNTED, [accountId, title ?? null, id ?? null]),
      );
      return row ? { broadcast: toBroadcast(row), tally: { ...NO_SENDS, ...row.tally } } : null;
    },

    /** Newest first; `before` is the last id of the page before. */
    async list({ accountId, before, limit }: BroadcastPage): Promise<Broadcast[]> {
      const rows = returnedRows<RawBroadcast>(
        await db.query(
          `SELECT * FROM broadcast WHERE account_id = $1 AND ($2::uuid IS NULL OR id < $2)
            ORDER BY id DESC LIMIT $3`,
          [accountId, before, limit],
        ),
      );
      return rows.map(toBroadcast);
    },

    /** The broadcasts under way that go out with a template. */
    async sending(accountId: string, what: { channel: ChannelName; template: string }): Promise<string[]> {
      const rows = returnedRows<{ id: string }>(
        await db.query(
          `SELECT id FROM broadcast WHERE account_id = $1 AND channel = $2 AND content ->> 'template' = $3
              AND state IN ('scheduled','running','waiting') ORDER BY id`,
          [accountId, what.channel, what.template],
        ),
      );
      return rows.map(({ id }) => id);
    },

    /** Deletes one that nobody was sent anything of; false for every other. */
    async discard(accountId: string, id: string): Promise<boolean> {
      const rows = returnedRows(
        await db.query(
          `DELETE FROM broadcast WHERE account_id = $1 AND id = $2 AND state IN ('importing','draft')
              AND NOT EXISTS (SELECT 1 FROM send WHERE broadcast_id = $2) RETURNING id`,
          [accountId, id],
        ),
      );
      return rows.length === 1;
    },

    /** Notes a step of its course; null when it is not in one of the states the step is made from. */
    async change(
      accountId: string,
      id: string,
      { from, to }: { from?: readonly BroadcastState[]; to: BroadcastChange },
    ): Promise<Broadcast | null> {
      const { columns, values } = assignments(to);
      return one(
        `UPDATE broadcast SET ${columns} updated_at = now()
          WHERE account_id = $1 AND id = $2 AND ($3::text[] IS NULL OR state = ANY($3)) RETURNING *`,
        [accountId, id, from ?? null, ...values],
      );
    },

    /** How many sends of each broadcast are in each state: kept by every statement that moves a send. */
    async tallies(accountId: string, ids: readonly string[]): Promise<Map<string, SendTally>> {
      const rows = returnedRows<{ id: string; state: SendState; count: number }>(
        await db.query(
          `SELECT broadcast_id AS id, state, sum(count)::int AS count FROM broadcast_tally
            WHERE account_id = $1 AND broadcast_id = ANY($2::uuid[]) GROUP BY broadcast_id, state`,
          [accountId, ids],
        ),
      );
      const tallies = new Map<string, SendTally>(ids.map((id) => [id, NO_SENDS]));
      for (const { id, state, count } of rows) {
        tallies.set(id, { ...(tallies.get(id) ?? NO_SENDS), [state]: count });
      }
      return tallies;
    },

    async tally(accountId: string, id: string): Promise<SendTally> {
      return (await this.tallies(accountId, [id])).get(id) ?? NO_SENDS;
    },
  };
}

export interface ImportTotals {
  total: number;
  rejectedRows: number;
}

export interface BroadcastPage {
  accountId: string;
  before: string | null;
  limit: number;
}

/** What somebody knows of a broadcast. */
export interface SoughtBroadcast {
  title?: string;
  id?: string | undefined;
}

export interface CountedBroadcast {
  broadcast: Broadcast;
  tally: SendTally;
}

const COUNTED = `
  SELECT broadcast.*,
         (SELECT jsonb_object_agg(state, count)
            FROM (SELECT state, sum(count)::int AS count FROM broadcast_tally
                   WHERE broadcast_id = broadcast.id GROUP BY state) AS counted) AS tally
    FROM broadcast WHERE account_id = $1 AND (title = $2 OR id = $3::uuid)
   ORDER BY title IS NOT DISTINCT FROM $2 DESC LIMIT 1`;

const INSERT = `INSERT INTO broadcast (id, account_id, title, channel, bot_id, content, language, category,
    contact_hours, cap_messages, cap_days, rate_per_second, batch_size, lanes, failure_limit)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING *`;

function insertedValues(plan: BroadcastPlan): unknown[] {
  return [
    uuidv7(),
    plan.accountId,
    plan.title,
    plan.channel,
    plan.botId,
    JSON.stringify(plan.content),
    plan.language,
    plan.category,
    plan.contactHours,
    plan.frequencyCap?.messages ?? null,
    plan.frequencyCap?.days ?? null,
    plan.ratePerSecond,
    plan.batchSize,
    plan.lanes,
    plan.failureLimit,
  ];
}

const CHANGEABLE = {
  state: 'state',
  reason: 'reason',
  pausedItself: 'paused_itself',
  scheduledAt: 'scheduled_at',
  waitingUntil: 'waiting_until',
  ratePerSecond: 'rate_per_second',
  startedAt: 'started_at',
  finishedAt: 'finished_at',
} as const satisfies Record<keyof BroadcastChange, string>;

/** The columns that a change names, `$4` onwards. */
function assignments(change: BroadcastChange): { columns: string; values: unknown[] } {
  const values: unknown[] = [];
  let columns = '';
  for (const field of Object.keys(CHANGEABLE) as (keyof BroadcastChange)[]) {
    const value = change[field];
    if (value === undefined) continue;
    values.push(typeof value !== 'boolean' && isMoment(field) ? asDate(value) : value);
    columns += `${CHANGEABLE[field]} = $${values.length + 3}, `;
  }
  return { columns, values };
}

function isMoment(field: string): boolean {
  return field.endsWith('At') || field === 'waitingUntil';
}

function asDate(value: string | number | null): Date | null {
  return value === null ? null : new Date(value);
}
