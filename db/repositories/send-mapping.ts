import type { ChannelName } from '../../domain/messaging/channel-name';
import type { MessageContent } from '../../domain/messaging/content';
import type { Send, SendState } from '../../domain/messaging/send';

/** A ledger row as `SELECT *` gives it. */
export interface RawSend {
  id: string;
  account_id: string;
  idempotency_key: string;
  contact_id: string;
  channel: ChannelName;
  content: MessageContent;
  bot_id: string | null;
  state: SendState;
  attempt_id: string | null;
  attempts: number;
  provider_id: string | null;
  result_code: string | null;
  result_detail: string | null;
  reconciliations: number;
  scheduled_for: Date | null;
  not_before: Date | null;
  next_check_at: Date | null;
  dispatched_at: Date | null;
  settled_at: Date | null;
}

const ms = (at: Date | null) => (at === null ? null : at.getTime());

/** A ledger row in the domain's words. */
export function toSend(row: RawSend): Send {
  return {
    id: row.id,
    accountId: row.account_id,
    idempotencyKey: row.idempotency_key,
    contactId: row.contact_id,
    channel: row.channel,
    content: row.content,
    botId: row.bot_id,
    state: row.state,
    attemptId: row.attempt_id,
    attempts: row.attempts,
    providerId: row.provider_id,
    scheduledFor: ms(row.scheduled_for),
    notBefore: ms(row.not_before),
    nextCheckAt: ms(row.next_check_at),
    resultCode: row.result_code,
    resultDetail: row.result_detail,
    dispatchedAt: ms(row.dispatched_at),
    reconciliations: row.reconciliations,
    settledAt: ms(row.settled_at),
  };
}

/** The rows a raw statement returned: an array for SELECT, and `[rows, count]` for UPDATE and DELETE. */
export function returnedRows<Row>(result: unknown): Row[] {
  if (!Array.isArray(result)) return [];
  const [first, second] = result as [unknown, unknown];
  return Array.isArray(first) && typeof second === 'number' ? (first as Row[]) : (result as Row[]);
}
