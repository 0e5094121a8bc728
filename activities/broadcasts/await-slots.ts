import type { Channel } from '../../channels/channel';
import type { Broadcast } from '../../domain/broadcasts/broadcast';
import { broadcastLimits } from '../../domain/messaging/sender-limits';
import { blockSize } from '../../domain/messaging/slot-block';
import type { EpochMs } from '../../domain/time/moments';
import type { BroadcastsDeps } from './broadcasts-deps';

/** When a batch may call: message n at `startAt + n * intervalMs`. */
export interface Slots {
  count: number;
  startAt: EpochMs;
  intervalMs: number;
}

export interface SlotWish {
  broadcast: Broadcast;
  channel: Channel;
  most: number;
}

/** How far ahead slots are taken: enough to write the rows before the first of them. */
const HORIZON_MS = 250;
const SHORTEST_WAIT_MS = 10;
/** A pause has to be noticed while waiting. */
const LONGEST_WAIT_MS = 400;

/** Slots for up to so many messages; null when they are too far ahead, after some waiting for them. */
export async function awaitSlots(
  { leases, clock }: BroadcastsDeps,
  { broadcast, channel, most }: SlotWish,
): Promise<Slots | null> {
  const limits = broadcastLimits(broadcast, channel);
  const now = await clock();
  if (limits.length === 0) return { count: most, startAt: now, intervalMs: 0 };
  const widest = Math.max(...limits.map(({ intervalMs }) => intervalMs));
  const count = blockSize(widest, most);
  const taken = await leases.take(broadcast.accountId, limits, { count, now, horizonMs: HORIZON_MS });
  if (taken.kind === 'block') return { count, startAt: taken.startAt, intervalMs: taken.intervalMs };
  await pause(Math.min(Math.max(taken.at - now, SHORTEST_WAIT_MS), LONGEST_WAIT_MS));
  return null;
}

/** Waits so many milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, ms));
}
