import type { ChannelName } from '../messaging/channel-name';
import type { TemplateContent, TextContent } from '../messaging/content';
import type { SendState } from '../messaging/send';
import type { EpochMs } from '../time/moments';

export const BROADCAST_STATES = [
  /** Its list is still being read. */
  'importing',
  'draft',
  'scheduled',
  'running',
  /** Everything left is outside its contact hours or waits for a provider's answer. */
  'waiting',
  'paused',
  'cancelled',
  'completed',
] as const;
export type BroadcastState = (typeof BROADCAST_STATES)[number];

/** Marketing keeps contact hours and frequency caps; utility is what a person asked for. */
export const BROADCAST_CATEGORIES = ['marketing', 'utility'] as const;
export type BroadcastCategory = (typeof BROADCAST_CATEGORIES)[number];

export const CONTACT_HOURS_POLICIES = ['any', 'co-ley-2300'] as const;
export type ContactHoursPolicy = (typeof CONTACT_HOURS_POLICIES)[number];

/** Who says nothing keeps Ley 2300 with marketing to Colombian numbers; the simulator reaches nobody. */
export function usualContactHours(channel: ChannelName): ContactHoursPolicy {
  return channel === 'simulator' ? 'any' : 'co-ley-2300';
}

/** The message as it is before anybody's variables: a provider's template, or a text with `{{name}}` places. */
export type BroadcastContent = TemplateContent | TextContent;

/** At most so many broadcast messages to one contact in so many days. */
export interface FrequencyCap {
  messages: number;
  days: number;
}

/** What its maker decides about a broadcast. */
export interface BroadcastPlan {
  accountId: string;
  /** Unique in its account. */
  title: string;
  channel: ChannelName;
  /** The bot whose credentials carry it; the platform's own settings when null. */
  botId: string | null;
  content: BroadcastContent;
  language: string;
  category: BroadcastCategory;
  contactHours: ContactHoursPolicy;
  frequencyCap: FrequencyCap | null;
  /** Messages a second of this broadcast alone; null leaves it to the sender's own limit. */
  ratePerSecond: number | null;
  batchSize: number;
  /** Batches at once. */
  lanes: number;
  /** The share of refusals among the last 200 sends that pauses it; 1 never does. */
  failureLimit: number;
}

export interface Broadcast extends BroadcastPlan {
  id: string;
  state: BroadcastState;
  /** Why it is paused or waits, in words. */
  reason: string | null;
  scheduledAt: EpochMs | null;
  waitingUntil: EpochMs | null;
  /** Recipients, once its list is read. */
  total: number;
  /** Rows of the list that were refused. */
  rejectedRows: number;
  createdAt: EpochMs;
  startedAt: EpochMs | null;
  finishedAt: EpochMs | null;
}

/** How many recipients of a broadcast have a send in each state; one without a send is in none. */
export type SendTally = Readonly<Record<SendState, number>>;
