import type { EpochMs } from '../time/moments';
import type { BroadcastState } from './broadcast';

/** What an operator may ask of a broadcast that was started. */
export type BroadcastRequest =
  | { kind: 'pause' }
  | { kind: 'resume' }
  | { kind: 'cancel' }
  | { kind: 'retry' }
  | { kind: 'rate'; ratePerSecond: number | null }
  | { kind: 'schedule'; startAt: EpochMs };

export interface BroadcastCourse {
  state: BroadcastState;
  /** Whether a batch was made of its list. */
  begun: boolean;
}

const HIGHEST_RATE = 10_000;

/** Why a request is refused, in words that say what to do; null when it is not. */
export function refusalOf({ state, begun }: BroadcastCourse, request: BroadcastRequest): string | null {
  if (state === 'cancelled') return 'The broadcast is cancelled: make another one for whoever is left.';
  if (state === 'completed') return 'The broadcast is completed.';
  switch (request.kind) {
    case 'pause':
      return state === 'paused' ? 'The broadcast is paused already: resume or cancel it.' : null;
    case 'resume':
      return state === 'paused' ? null : `The broadcast is ${state}: only a paused one can be resumed.`;
    case 'cancel':
    case 'retry':
      return null;
    case 'rate':
      return refusedRate(request.ratePerSecond);
    case 'schedule':
      return begun ? 'The broadcast has begun: pause it instead.' : refusedStart(request.startAt);
  }
}

function refusedRate(rate: number | null): string | null {
  if (rate === null || (rate > 0 && rate <= HIGHEST_RATE)) return null;
  return `A rate is more than 0 and at most ${HIGHEST_RATE} messages a second, or null for the sender's own.`;
}

function refusedStart(startAt: EpochMs): string | null {
  return Number.isSafeInteger(startAt) ? null : 'The start is a moment in milliseconds since 1970.';
}
