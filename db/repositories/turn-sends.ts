import type { DataSource, EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Send, SendRequest } from '../../domain/messaging/send';
import { returnedRows, toSend, type RawSend } from './send-mapping';

export type TurnSends = ReturnType<typeof createTurnSends>;

/** The ledger rows of a turn: reserved with it, in one transaction, and found again under its key. */
export function createTurnSends(db: DataSource) {
  return {
    /** Part of the transaction that writes the turn; ids count upwards, so that the rows keep their order. */
    async reserve(unit: EntityManager, requests: readonly SendRequest[]): Promise<void> {
      if (requests.length === 0) return;
      const rows = requests.map((request) => ({
        id: uuidv7(),
        account_id: request.accountId,
        idempotency_key: request.idempotencyKey,
        contact_id: request.contactId,
        channel: request.channel,
        content: request.content,
        bot_id: request.botId ?? null,
      }));
      await unit.query(
        `INSERT INTO send (id, account_id, idempotency_key, contact_id, channel, content, bot_id)
         SELECT id, account_id, idempotency_key, contact_id, channel, content, bot_id
           FROM jsonb_to_recordset($1) AS row(id uuid, account_id uuid, idempotency_key text, contact_id uuid,
                                              channel text, content jsonb, bot_id uuid)
         ON CONFLICT ON CONSTRAINT send_idempotency_unique DO NOTHING`,
        [JSON.stringify(rows)],
      );
    },

    /** The sends of a turn, first said first. */
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
