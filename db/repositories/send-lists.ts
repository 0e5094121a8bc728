import type { DataSource } from 'typeorm';
import type { ChannelName } from '../../domain/messaging/channel-name';
import type { Send, SendState } from '../../domain/messaging/send';
import { returnedRows, toSend, type RawSend } from './send-mapping';

/** A ledger row with the times and the name that lists show. */
export interface ListedSend extends Send {
  createdAt: Date;
  updatedAt: Date;
  /** The broadcast it is part of; null for every other. */
  broadcastId: string | null;
}

export interface SendFilter {
  accountId: string;
  state?: SendState | undefined;
  channel?: ChannelName | undefined;
  contactId?: string | undefined;
  /** The last id of the page before; sends are listed newest first. */
  before: string | null;
  limit: number;
}

export interface SendCount {
  channel: string;
  state: string;
  count: number;
}

export type SendLists = ReturnType<typeof createSendLists>;

/** A ledger row as `SELECT *` gives it, with what lists show. */
export interface ListedRow extends RawSend {
  broadcast_id: string | null;
  created_at: Date;
  updated_at: Date;
}

export const toListedSend = (row: ListedRow): ListedSend => ({
  ...toSend(row),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  broadcastId: row.broadcast_id,
});

/** The send ledger as an account reads it; every step of a send is in the ledger's own repository. */
export function createSendLists(db: DataSource) {
  const select = async (condition: string, parameters: unknown[]) =>
    returnedRows<ListedRow>(await db.query(`SELECT * FROM send WHERE ${condition}`, parameters)).map(
      toListedSend,
    );
  return {
    async get(accountId: string, sendId: string): Promise<ListedSend | null> {
      const [row] = await select('account_id = $1 AND id = $2', [accountId, sendId]);
      return row ?? null;
    },

    async findByKey(accountId: string, idempotencyKey: string): Promise<ListedSend | null> {
      const [row] = await select('account_id = $1 AND idempotency_key = $2', [accountId, idempotencyKey]);
      return row ?? null;
    },

    async list(filter: SendFilter): Promise<ListedSend[]> {
      return select(
        `account_id = $1 AND ($2::text IS NULL OR state = $2) AND ($3::text IS NULL OR channel = $3)
           AND ($4::uuid IS NULL OR contact_id = $4)
           AND ($5::uuid IS NULL OR (created_at, id) <
                 (SELECT last.created_at, last.id FROM send last WHERE last.account_id = $1 AND last.id = $5))
         ORDER BY created_at DESC, id DESC LIMIT $6`,
        [
          filter.accountId,
          filter.state ?? null,
          filter.channel ?? null,
          filter.contactId ?? null,
          filter.before,
          filter.limit,
        ],
      );
    },

    /** How many sends of an account are in each state. */
    async summary(accountId: string): Promise<SendCount[]> {
      return returnedRows<SendCount>(
        await db.query(
          `SELECT channel, state, count(*)::int AS count FROM send WHERE account_id = $1
            GROUP BY channel, state ORDER BY channel, state`,
          [accountId],
        ),
      );
    },
  };
}
