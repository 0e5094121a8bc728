import type { DataSource } from 'typeorm';
import type { ChannelName } from '../../domain/messaging/channel-name';
import { queuedAs, queueStateOf, type QueueState } from '../../domain/messaging/queue-state';
import type { SendState } from '../../domain/messaging/send';
import type { EpochMs } from '../../domain/time/moments';
import { toListedSend, type ListedRow, type ListedSend } from './send-lists';
import { returnedRows } from './send-mapping';

export interface QueueFilter {
  accountId: string;
  state?: QueueState | undefined;
  channel?: ChannelName | undefined;
  contactId?: string | undefined;
  broadcastId?: string | undefined;
  /** The last id of the page before; newest first. */
  before: string | null;
  limit: number;
}

/** How much is in each state, and since when the one that waits longest could have gone out. */
export interface QueueCounts {
  counts: Record<QueueState, number>;
  oldestAt: EpochMs | null;
}

export type SendQueue = ReturnType<typeof createSendQueue>;

/** The send ledger as a queue: what waits, what is under way, what failed and may be tried again. */
export function createSendQueue(db: DataSource) {
  return {
    async list(filter: QueueFilter): Promise<ListedSend[]> {
      const { states = null, called = null } = filter.state ? queuedAs(filter.state) : {};
      const { accountId, channel = null, contactId = null, broadcastId = null, before, limit } = filter;
      const values = [accountId, states, called, channel, contactId, broadcastId, before, limit];
      return returnedRows<ListedRow>(await db.query(LIST, values)).map(toListedSend);
    },

    async counts(accountId: string, now: EpochMs): Promise<QueueCounts> {
      const rows = returnedRows<{ state: SendState; called: boolean; count: number; since: Date }>(
        await db.query(COUNTS, [accountId, new Date(now)]),
      );
      const counts = { pending: 0, processing: 0, sent: 0, failed: 0, retry: 0, cancelled: 0 };
      let oldestAt: EpochMs | null = null;
      for (const { state, called, count, since } of rows) {
        counts[queueStateOf({ state, dispatchedAt: called ? 0 : null })] += count;
        const open = state === 'reserved' || state === 'dispatching';
        if (open && since.getTime() <= now) oldestAt = Math.min(oldestAt ?? now, since.getTime());
      }
      return { counts, oldestAt };
    },

    /** A failed send back in line, as if it had failed in nothing; null when it has not failed. */
    async retry(accountId: string, sendId: string): Promise<ListedSend | null> {
      const rows = returnedRows<ListedRow>(
        await db.query(RETRY, [accountId, sendId, queuedAs('failed').states]),
      );
      return rows[0] ? toListedSend(rows[0]) : null;
    },
  };
}

const LIST = `
  SELECT * FROM send
   WHERE account_id = $1 AND ($2::text[] IS NULL OR state = ANY($2))
     AND ($3::boolean IS NULL OR (dispatched_at IS NOT NULL) = $3)
     AND ($4::text IS NULL OR channel = $4) AND ($5::uuid IS NULL OR contact_id = $5)
     AND ($6::uuid IS NULL OR broadcast_id = $6)
     AND ($7::uuid IS NULL OR (created_at, id) <
           (SELECT last.created_at, last.id FROM send last WHERE last.account_id = $1 AND last.id = $7))
   ORDER BY created_at DESC, id DESC LIMIT $8`;

/** What is for later counts as waiting, and is not old before its time. */
const COUNTS = `
  SELECT state, dispatched_at IS NOT NULL AS called, count(*)::int AS count,
         min(greatest(created_at, scheduled_for)) AS since
    FROM send WHERE account_id = $1 AND created_at <= $2 GROUP BY 1, 2`;

const RETRY = `
  UPDATE send SET state = 'reserved', attempts = 0, reconciliations = 0, failures = 0, attempt_id = NULL,
         provider_id = NULL, result_code = NULL, result_detail = NULL, not_before = NULL, scheduled_for = NULL,
         dispatched_at = coalesce(dispatched_at, now()), settled_at = NULL, updated_at = now()
   WHERE account_id = $1 AND id = $2 AND state = ANY($3) RETURNING *`;
