import { SEND_STATES } from '../messaging/send';
import type { Broadcast, SendTally } from './broadcast';
import type { SettledSoFar } from './failure-share';

/** Where the recipients of a broadcast are; the parts add up to `total`. */
export interface BroadcastProgress {
  total: number;
  /** No send yet, or one that waits for its slot, its hours or a provider's answer. */
  pending: number;
  /** Taken by the provider, whatever became of it afterwards but a failure. */
  sent: number;
  failed: number;
  /** Asked for and rightly not sent: opted out, over the frequency cap. */
  suppressed: number;
  /** Called, never answered, and nothing shows what became of it. */
  unconfirmed: number;
  cancelled: number;
  /** Of `sent`, those the provider reported delivered or read. */
  delivered: number;
  /** 0 to 100, with one decimal: the share that is no longer pending. */
  percent: number;
}

export const NO_SENDS: SendTally = Object.fromEntries(SEND_STATES.map((state) => [state, 0])) as Record<
  (typeof SEND_STATES)[number],
  number
>;

/** How many recipients have a row in the ledger. */
export function sendsIn(tally: SendTally): number {
  return SEND_STATES.reduce((sum, state) => sum + tally[state], 0);
}

/** What providers have answered so far, and how much of it with a refusal. */
export function settledOf(tally: SendTally): SettledSoFar {
  const settled = tally.accepted + tally.delivered + tally.read + tally.rejected;
  return { settled, failed: tally.rejected };
}

/** The progress of a broadcast; those who never got a send are cancelled with it. */
export function progressOf({ state, total }: Pick<Broadcast, 'state' | 'total'>, tally: SendTally) {
  const unsent = Math.max(0, total - sendsIn(tally));
  const open = tally.reserved + tally.dispatching;
  const cancelled = state === 'cancelled' ? unsent : 0;
  const pending = open + unsent - cancelled;
  const progress: BroadcastProgress = {
    total,
    pending,
    sent: tally.accepted + tally.delivered + tally.read,
    failed: tally.rejected,
    suppressed: tally.suppressed,
    unconfirmed: tally.unconfirmed,
    cancelled: tally.cancelled + cancelled,
    delivered: tally.delivered + tally.read,
    percent: total === 0 ? 100 : Math.floor(((total - pending) / total) * 1000) / 10,
  };
  return progress;
}
