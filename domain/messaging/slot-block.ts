import type { EpochMs } from '../time/moments';

/** One limit as it stands: its next free slot and how far its slots are apart. */
export interface SlotQueue {
  nextFreeAt: EpochMs;
  intervalMs: number;
}

/** Slots one after the other: the nth message leaves at `startAt + n * intervalMs`. */
export interface SlotBlock {
  kind: 'block';
  startAt: EpochMs;
  intervalMs: number;
  /** Of each limit, in the order given. */
  nextFreeAt: EpochMs[];
}

/** Too far ahead to be taken yet: slots that are held for long hold up everybody behind them. */
export interface SlotsLater {
  kind: 'later';
  at: EpochMs;
}

export interface BlockRequest {
  count: number;
  now: EpochMs;
  /** How far ahead a block may begin. */
  horizonMs: number;
}

/**
 * Takes so many slots behind all of these limits at once (GCRA for a block). The slowest limit spaces the
 * messages; the others are advanced by their own pace, so that what is between their slots stays free.
 */
export function takeSlots(
  queues: readonly SlotQueue[],
  { count, now, horizonMs }: BlockRequest,
): SlotBlock | SlotsLater {
  const startAt = queues.reduce((latest, { nextFreeAt }) => Math.max(latest, nextFreeAt), now);
  if (startAt > now + horizonMs) return { kind: 'later', at: startAt - horizonMs };
  const intervalMs = queues.reduce((widest, queue) => Math.max(widest, queue.intervalMs), 0);
  return {
    kind: 'block',
    startAt,
    intervalMs,
    nextFreeAt: queues.map((queue) => startAt + count * queue.intervalMs),
  };
}

/** How many slots to take at once: what leaves in a quarter of a second, so that a pause is soon felt. */
export function blockSize(intervalMs: number, most: number): number {
  if (intervalMs <= 0) return most;
  return Math.max(1, Math.min(most, Math.floor(BLOCK_MS / intervalMs)));
}

const BLOCK_MS = 250;
