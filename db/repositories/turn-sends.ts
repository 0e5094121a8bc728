import type { DataSource, EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Send, SendRequest } from '../../domain/messaging/send';
import { returnedRows, toSend, type RawSend } from './send-mapping';

export type TurnSends = ReturnType<typeof createTurnSends>;

/** The ledger rows of what is said in a dialog: reserved in its transaction, and found again under their keys. */
export function createTurnSends(db: DataSource) {
  return {
    /** Part of the transaction that writes what is said; ids count upwards, so that the rows keep their order. */
    async reserve(unit: EntityManager, requests: readonly SendRequest[]): Promise<void> {
      if (requests.length === 0) return;
      await unit.query(
        `${RESERVE_SENDS('$1')} ON CONFLICT ON CONSTRAINT send_idempotency_unique DO NOTHING`,
        [JSON.stringify(requests.map(reservationOf))],
      );
    },

    /** The sends of these keys, first said first. */
    async of(accountId: string, keys: readonly string[]): Promise<Send[]> {
      if (keys.length === 0) return [];
      const rows = returnedRows<RawSend>(
        await db.query('SELECT * FROM send WHERE account_id = $1 AND idempotency_key = ANY($2) ORDER BY id', [
          accountId,
          keys,
        ]),
      );
      return rows.map(toSend);
    },
  };
}

/** A request as one of the rows of `RESERVE_SENDS`. */
export function reservationOf(request: SendRequest) {
  return {
    id: uuidv7(),
    account_id: request.accountId,
    idempotency_key: request.idempotencyKey,
    contact_id: request.contactId,
    channel: request.channel,
    content: request.content,
    bot_id: request.botId ?? null,
  };
}

/** Reserves the rows of one JSON parameter, as the beginning of a statement. */
export const RESERVE_SENDS = (rows: string) => `
  INSERT INTO send (id, account_id, idempotency_key, contact_id, channel, content, bot_id)
  SELECT id, account_id, idempotency_key, contact_id, channel, content, bot_id
    FROM jsonb_to_recordset(${rows}::jsonb) AS row(id uuid, account_id uuid, idempotency_key text, contact_id uuid,
                                                   channel text, content jsonb, bot_id uuid)`;
