import type { ChannelName } from './channel-name';
import type { MessageContent } from './content';
import type { EpochMs } from '../time/moments';

/** The states of a send; see docs/architecture.md for the machine. */
export const SEND_STATES = [
  'reserved',
  'dispatching',
  'accepted',
  'delivered',
  'read',
  'rejected',
  'suppressed',
  'unconfirmed',
  'cancelled',
] as const;
export type SendState = (typeof SEND_STATES)[number];

/** Why a send was not made although it was asked for. */
export type SuppressReason =
  | 'opted-out'
  | 'excluded'
  | 'outside-window'
  | 'quiet-hours'
  | 'unknown-contact'
  | 'file-gone'
  | 'frequency-cap';

/** A request for one outbound message. The key says what asked for it, never which attempt or run. */
export interface SendRequest {
  accountId: string;
  /** `enrollment:{id}:s2d3:a1`, `broadcast:{id}:{recipient}`, `message:{client key}` … */
  idempotencyKey: string;
  contactId: string;
  channel: ChannelName;
  content: MessageContent;
  /** The bot whose credentials on the channel carry it; the platform's own settings when absent. */
  botId?: string | null;
  /** When it is to go out; at once when absent, null or past. */
  scheduledFor?: EpochMs | null;
}

/** One row of the send ledger as the rules see it. */
export interface Send extends SendRequest {
  id: string;
  state: SendState;
  /** Travels with the request, so that a callback can settle a row whose answer was lost. */
  attemptId: string | null;
  /** How often the provider was called for this row: 1, or 2 after a proven loss. */
  attempts: number;
  providerId: string | null;
  /** The slot its rate gave it; null until leased. */
  notBefore: EpochMs | null;
  /** When a `dispatching` row is next looked up; null in every other state. */
  nextCheckAt: EpochMs | null;
  resultCode: string | null;
  resultDetail: string | null;
  dispatchedAt: EpochMs | null;
  /** How many reconciliations of the current attempt have come back empty. */
  reconciliations: number;
  settledAt: EpochMs | null;
}
