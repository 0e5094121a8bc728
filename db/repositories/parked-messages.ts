import type { DataSource } from 'typeorm';
import type { ChannelName } from '../../domain/messaging/channel-name';
import { MOST_FAILURES } from '../../domain/messaging/most-failures';
import { returnedRows } from './send-mapping';

/** A message that nobody tries any more until somebody asks for it. */
export interface ParkedMessage {
  kind: 'send' | 'inbound';
  id: string;
  channel: ChannelName;
  contactId: string;
  failures: number;
  detail: string | null;
  at: Date;
}

export interface ParkedPage {
  accountId: string;
  /** The last id of the page before. */
  after: string | null;
  limit: number;
}

export type ParkedMessages = ReturnType<typeof createParkedMessages>;

/** Messages of which each try ended in a defect of ours: they hold up no others, and wait for a person. */
export function createParkedMessages(db: DataSource) {
  return {
    /** Oldest first, whichever way they go. */
    async list({ accountId, after, limit }: ParkedPage): Promise<ParkedMessage[]> {
      return returnedRows<ParkedMessage>(await db.query(LIST, [accountId, MOST_FAILURES, after, limit]));
    },

    /** Counts the failure of a send; one that fails too often is parked. Null when there is no such row any more. */
    async noteFailedSend(sendId: string, detail: string): Promise<void> {
      await db.query(NOTE_FAILED_SEND, [sendId, MOST_FAILURES, detail]);
    },

    /** Has it tried again; null when nothing of this id is parked. */
    async replay(accountId: string, id: string): Promise<ParkedMessage['kind'] | null> {
      const [row] = returnedRows<{ kind: ParkedMessage['kind'] }>(
        await db.query(REPLAY, [accountId, id, MOST_FAILURES]),
      );
      return row?.kind ?? null;
    },
  };
}

const LIST = `
  SELECT * FROM (
    SELECT 'send' AS kind, id, channel, contact_id AS "contactId", failures::int, result_detail AS detail,
           created_at AS at
      FROM send WHERE account_id = $1 AND state = 'rejected' AND result_code = 'parked'
    UNION ALL
    SELECT 'inbound', id, channel, contact_id, failures::int, turn_failure, received_at
      FROM inbound_message WHERE account_id = $1 AND handled_at IS NULL AND failures >= $2) parked
   WHERE $3::uuid IS NULL OR id > $3 ORDER BY id LIMIT $4`;

/** A send whose provider was called is looked up, not parked: what became of it is not ours to say. */
const NOTE_FAILED_SEND = `
  UPDATE send SET failures = least(failures + 1, 30000), updated_at = now(),
         state = CASE WHEN parks THEN 'rejected' ELSE state END,
         result_code = CASE WHEN parks THEN 'parked' ELSE result_code END,
         result_detail = CASE WHEN parks THEN $3 ELSE result_detail END,
         settled_at = CASE WHEN parks THEN now() ELSE settled_at END
    FROM (SELECT id AS of, state = 'reserved' AND failures + 1 >= $2 AS parks FROM send WHERE id = $1) AS now_is
   WHERE id = now_is.of`;

const REPLAY = `
  WITH outbound AS (
    UPDATE send SET state = 'reserved', failures = 0, result_code = NULL, result_detail = NULL, not_before = NULL,
           settled_at = NULL, updated_at = now()
     WHERE account_id = $1 AND id = $2 AND state = 'rejected' AND result_code = 'parked' RETURNING id),
  inbound AS (
    UPDATE inbound_message SET failures = 0
     WHERE account_id = $1 AND id = $2 AND handled_at IS NULL AND failures >= $3 RETURNING id)
  SELECT 'send' AS kind FROM outbound UNION ALL SELECT 'inbound' FROM inbound`;
