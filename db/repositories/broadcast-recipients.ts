import type { DataSource } from 'typeorm';
import type { SendState } from '../../domain/messaging/send';
import { plainArray } from '../array-parameter';
import { returnedRows } from './send-mapping';

/** A row of the list that is to get the message. */
export interface NewRecipient {
  /** From 1, without gaps: batches are ranges of ordinals. */
  ordinal: number;
  line: number;
  contactId: string;
  variables: Record<string, string>;
}

/** A row of the list that was refused, with why. */
export interface RejectedRow {
  line: number;
  /** As it was written, cut to what fits a list. */
  phone: string;
  /** `bad-number`, `missing-variable`, `duplicate` … */
  reason: string;
  /** In words, naming the column. */
  detail: string;
}

/** One recipient with what became of the send; `state` is null as long as there is none. */
export interface ListedRecipient {
  ordinal: number;
  line: number;
  contactId: string;
  phone: string | null;
  address: string | null;
  name: string | null;
  variables: Record<string, string>;
  sendId: string | null;
  state: SendState | null;
  providerId: string | null;
  resultCode: string | null;
  resultDetail: string | null;
  dispatchedAt: Date | null;
  settledAt: Date | null;
}

export interface RecipientPage {
  accountId: string;
  broadcastId: string;
  /** Sends in these states; `none` for those without a send. Everybody when absent. */
  states?: readonly (SendState | 'none')[] | undefined;
  /** The last ordinal of the page before; 0 for the first. */
  after: number;
  limit: number;
}

interface Of {
  accountId: string;
  broadcastId: string;
}

export type BroadcastRecipients = ReturnType<typeof createBroadcastRecipients>;

/** Whom a broadcast goes to, by ordinal, and the rows of its list that were refused. */
export function createBroadcastRecipients(db: DataSource) {
  return {
    /**
     * Adds recipients in one statement; some 1,000 at a time are quickest. One whose contact is in the broadcast
     * already is left out.
     */
    async addMany({ accountId, broadcastId }: Of, recipients: readonly NewRecipient[]): Promise<void> {
      await db.query(
        `INSERT INTO broadcast_recipient (account_id, broadcast_id, ordinal, line, contact_id, variables)
         SELECT $1, $2, * FROM ROWS FROM (unnest($3::int[]), unnest($4::int[]), unnest($5::uuid[]),
                                          jsonb_array_elements($6::jsonb))
         ON CONFLICT ON CONSTRAINT broadcast_recipient_once DO NOTHING`,
        [
          accountId,
          broadcastId,
          plainArray(recipients.map(({ ordinal }) => ordinal)),
          plainArray(recipients.map(({ line }) => line)),
          plainArray(recipients.map(({ contactId }) => contactId)),
          JSON.stringify(recipients.map(({ variables }) => variables)),
        ],
      );
    },

    /** Keeps refused rows, so that a report can name each. */
    async rejectMany({ accountId, broadcastId }: Of, rows: readonly RejectedRow[]): Promise<void> {
      await db.query(
        `INSERT INTO broadcast_rejected_row (account_id, broadcast_id, line, phone, reason, detail)
         SELECT $1, $2, * FROM unnest($3::int[], $4::text[], $5::text[], $6::text[])
         ON CONFLICT (broadcast_id, line) DO NOTHING`,
        [
          accountId,
          broadcastId,
          rows.map(({ line }) => line),
          rows.map(({ phone }) => phone),
          rows.map(({ reason }) => reason),
          rows.map(({ detail }) => detail),
        ],
      );
    },

    async list(page: RecipientPage): Promise<ListedRecipient[]> {
      const { accountId, broadcastId, states, after, limit } = page;
      return returnedRows<ListedRecipient>(
        await db.query(LIST, [accountId, broadcastId, after, states ?? null, limit]),
      );
    },

    /** The first and the last recipient without a row in the ledger; null when each has one. */
    async unsent({ accountId, broadcastId }: Of): Promise<{ from: number; to: number } | null> {
      const [row] = returnedRows<{ from: number | null; to: number | null }>(
        await db.query(
          `SELECT min(ordinal) AS "from", max(ordinal) AS "to" FROM broadcast_recipient recipient
            WHERE account_id = $1 AND broadcast_id = $2 AND NOT EXISTS (SELECT 1 FROM send
              WHERE send.account_id = $1 AND send.idempotency_key = 'broadcast:' || $2::uuid || ':' || recipient.ordinal)`,
          [accountId, broadcastId],
        ),
      );
      const { from = null, to = null } = row ?? {};
      return from === null || to === null ? null : { from, to };
    },

    /** Refused rows in the order of the list. */
    async rejected({ accountId, broadcastId }: Of, after: number, limit: number): Promise<RejectedRow[]> {
      return returnedRows<RejectedRow>(
        await db.query(
          `SELECT line, phone, reason, detail FROM broadcast_rejected_row
            WHERE account_id = $1 AND broadcast_id = $2 AND line > $3 ORDER BY line LIMIT $4`,
          [accountId, broadcastId, after, limit],
        ),
      );
    },

    /** Refused rows by reason, most frequent first. */
    async rejectedReasons({ accountId, broadcastId }: Of): Promise<{ reason: string; count: number }[]> {
      return returnedRows<{ reason: string; count: number }>(
        await db.query(
          `SELECT reason, count(*)::int AS count FROM broadcast_rejected_row
            WHERE account_id = $1 AND broadcast_id = $2 GROUP BY reason ORDER BY count(*) DESC, reason`,
          [accountId, broadcastId],
        ),
      );
    },

    /** Why the provider refused sends, most frequent first; what a retry is chosen by. */
    async failures({ accountId, broadcastId }: Of): Promise<FailureGroup[]> {
      return returnedRows<FailureGroup>(
        await db.query(
          `SELECT coalesce(result_code, '') AS code, max(result_detail) AS detail, count(*)::int AS count
             FROM send WHERE account_id = $1 AND broadcast_id = $2 AND state = 'rejected'
            GROUP BY result_code ORDER BY count(*) DESC, code`,
          [accountId, broadcastId],
        ),
      );
    },
  };
}

export interface FailureGroup {
  /** The provider's own. */
  code: string;
  detail: string | null;
  count: number;
}

const LIST = `
  SELECT recipient.ordinal, recipient.line, recipient.contact_id AS "contactId", contact.phone, identity.address,
         contact.name, recipient.variables, send.id AS "sendId", send.state, send.provider_id AS "providerId",
         send.result_code AS "resultCode", send.result_detail AS "resultDetail",
         send.dispatched_at AS "dispatchedAt", send.settled_at AS "settledAt"
    FROM broadcast_recipient recipient
    JOIN broadcast ON broadcast.id = recipient.broadcast_id
    JOIN contact ON contact.account_id = recipient.account_id AND contact.id = recipient.contact_id
    LEFT JOIN contact_identity identity ON identity.account_id = recipient.account_id
     AND identity.contact_id = recipient.contact_id AND identity.channel = broadcast.channel
    LEFT JOIN send ON send.account_id = recipient.account_id
     AND send.idempotency_key = 'broadcast:' || recipient.broadcast_id || ':' || recipient.ordinal
   WHERE recipient.account_id = $1 AND recipient.broadcast_id = $2 AND recipient.ordinal > $3
     AND ($4::text[] IS NULL OR coalesce(send.state, 'none') = ANY($4))
   ORDER BY recipient.ordinal LIMIT $5`;
