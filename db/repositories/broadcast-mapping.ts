import type {
  Broadcast,
  BroadcastCategory,
  BroadcastContent,
  BroadcastState,
  ContactHoursPolicy,
} from '../../domain/broadcasts/broadcast';
import type { ChannelName } from '../../domain/messaging/channel-name';

/** A broadcast as `SELECT *` gives it. */
export interface RawBroadcast {
  id: string;
  account_id: string;
  title: string;
  channel: ChannelName;
  bot_id: string | null;
  content: BroadcastContent;
  language: string;
  category: BroadcastCategory;
  contact_hours: ContactHoursPolicy;
  cap_messages: number | null;
  cap_days: number | null;
  state: BroadcastState;
  reason: string | null;
  scheduled_at: Date | null;
  waiting_until: Date | null;
  rate_per_second: number | null;
  batch_size: number;
  lanes: number;
  failure_limit: number;
  total: number;
  rejected_rows: number;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
}

const ms = (at: Date | null) => at?.getTime() ?? null;

/** A broadcast in the domain's words. */
export function toBroadcast(row: RawBroadcast): Broadcast {
  const { cap_messages: messages, cap_days: days } = row;
  return {
    id: row.id,
    accountId: row.account_id,
    title: row.title,
    channel: row.channel,
    botId: row.bot_id,
    content: row.content,
    language: row.language,
    category: row.category,
    contactHours: row.contact_hours,
    frequencyCap: messages === null || days === null ? null : { messages, days },
    state: row.state,
    reason: row.reason,
    scheduledAt: ms(row.scheduled_at),
    waitingUntil: ms(row.waiting_until),
    ratePerSecond: row.rate_per_second,
    batchSize: row.batch_size,
    lanes: row.lanes,
    failureLimit: row.failure_limit,
    total: row.total,
    rejectedRows: row.rejected_rows,
    createdAt: row.created_at.getTime(),
    startedAt: ms(row.started_at),
    finishedAt: ms(row.finished_at),
  };
}
