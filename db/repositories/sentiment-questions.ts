import type { DataSource } from 'typeorm';
import type { EpochMs } from '../../domain/time/moments';
import { returnedRows } from './send-mapping';

/** A message whose sentiment a model is asked for. */
export interface SentimentQuestion {
  checkId: string;
  accountId: string;
  text: string;
}

export type SentimentQuestions = ReturnType<typeof createSentimentQuestions>;

/** Messages that wait for a model's word before rules look at them; past their time they do not wait any longer. */
export function createSentimentQuestions(db: DataSource) {
  return {
    /** Oldest first, of every account. */
    async open(limit: number, now: EpochMs): Promise<SentimentQuestion[]> {
      return returnedRows<SentimentQuestion>(
        await db.query(
          `SELECT checked.id::text AS "checkId", checked.account_id AS "accountId",
                  coalesce(message.content->>'text', send.content->>'text', '') AS text
             FROM alert_check checked
             LEFT JOIN inbound_message message
               ON message.account_id = checked.account_id AND message.id = checked.inbound_message_id
             LEFT JOIN send ON send.account_id = checked.account_id AND send.id = checked.send_id
            WHERE checked.ask_until > $2 ORDER BY checked.id LIMIT $1`,
          [limit, new Date(now)],
        ),
      );
    },

    /** Lets the rules look at it; null where no model had an answer. */
    async settle({ accountId, checkId }: SentimentQuestion, sentiment: number | null): Promise<void> {
      await db.query(
        'UPDATE alert_check SET sentiment = $3, ask_until = NULL WHERE account_id = $1 AND id = $2',
        [accountId, checkId, sentiment],
      );
    },
  };
}
