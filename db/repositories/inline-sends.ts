import type { DataSource, EntityManager } from 'typeorm';
import { turnSendKey } from '../../domain/conversations/turn-send-key';
import type { Send } from '../../domain/messaging/send';
import { MAX_CALLS } from '../../domain/messaging/settlement';
import type { EpochMs } from '../../domain/time/moments';
import { returnedRows, toSend, type RawSend } from './send-mapping';

export type InlineSends = ReturnType<typeof createInlineSends>;

/** More messages than this go out by the provider's API, like everything that is not plain text. */
const MOST = 5;

/**
 * Messages of a turn that the answer to the webhook may carry. While they are held, the dispatcher leaves them
 * alone as it leaves everything whose time has not come; whoever claims a row first is the only one to send it.
 */
export function createInlineSends(db: DataSource) {
  return {
    /** What a stored message waits for: its turn, nothing more, or nothing at all because no bot answers it. */
    async stateOf(messageId: string): Promise<InlineState> {
      const [row] = returnedRows<{ accountId: string; dialogId: string | null; turn: number | null }>(
        await db.query(
          `SELECT account_id AS "accountId", dialog_state_id AS "dialogId", turn FROM inbound_message
            WHERE id = $1`,
          [messageId],
        ),
      );
      if (!row?.dialogId) return { kind: 'unanswered' };
      if (row.turn === null) return { kind: 'waiting' };
      return { kind: 'taken', accountId: row.accountId, keys: keysOf(row.dialogId, row.turn) };
    },

    /**
     * reserved → dispatching for all that is held, each under an attempt of its own, committed before the answer is
     * written. Both calls count as made: a message that an answer carried is looked up, and never sent again.
     */
    async claim(
      { accountId, keys }: { accountId: string; keys: string[] },
      time: ClaimTime,
    ): Promise<Send[]> {
      const rows = returnedRows<RawSend>(
        await db.query(
          `UPDATE send SET state = 'dispatching', attempt_id = gen_random_uuid(), attempts = $5,
                  reconciliations = 0, dispatched_at = $3, next_check_at = $4, updated_at = now()
            WHERE account_id = $1 AND idempotency_key = ANY($2) AND state = 'reserved' AND not_before > now()
              AND NOT EXISTS (SELECT 1 FROM contact
                               WHERE contact.account_id = send.account_id AND contact.id = send.contact_id
                                 AND contact.opted_out_at IS NOT NULL)
           RETURNING *`,
          [accountId, keys, new Date(time.now), new Date(time.checkAt), MAX_CALLS],
        ),
      );
      return rows.map(toSend).sort((one, other) => (one.id < other.id ? -1 : 1));
    },
  };
}

export type InlineState =
  | { kind: 'waiting' }
  | { kind: 'unanswered' }
  /** A turn has taken it: the keys of what it may have said. */
  | { kind: 'taken'; accountId: string; keys: string[] };

export interface ClaimTime {
  now: EpochMs;
  /** When the provider is first asked what became of them. */
  checkAt: EpochMs;
}

/**
 * Part of the transaction that writes a turn, after its sends: holds them for a second where an answer that waits
 * until then can carry them all. False where it cannot: one that is no plain text, or one too many, lets all go.
 */
export async function holdForAnswer(
  unit: EntityManager,
  { accountId, id, turn }: { accountId: string; id: string; turn: number },
  until: Date,
): Promise<boolean> {
  const held = returnedRows(
    await unit.query(
      `UPDATE send SET not_before = least($4, now() + interval '1 second')
        WHERE account_id = $1 AND idempotency_key = ANY($2) AND $4::timestamptz > now()
          AND NOT EXISTS (SELECT 1 FROM send AS other WHERE other.account_id = $1
                             AND (other.idempotency_key = $3
                                  OR (other.idempotency_key = ANY($2) AND other.content ->> 'kind' <> 'text')))
       RETURNING id`,
      [accountId, keysOf(id, turn), turnSendKey(id, turn, MOST), until],
    ),
  );
  return held.length > 0;
}

function keysOf(dialogId: string, turn: number): string[] {
  return Array.from({ length: MOST }, (_, n) => turnSendKey(dialogId, turn, n));
}
