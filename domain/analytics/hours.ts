import type { EpochMs } from '../time/moments';

const HOUR_MS = 3_600_000;
/** Figures are counted this long after their time in any case: rows that come later leave a mark. */
const OPEN_MS = 90 * 60_000;
/** Hours counted in one transaction. */
const AT_ONCE = 24;

/** From the first instant of an hour to that of another, which is left out. */
export interface Hours {
  from: EpochMs;
  to: EpochMs;
}

/** The whole hours that an instant and all up to another one lie in. */
export function hoursAround(from: EpochMs, to: EpochMs): Hours {
  return { from: hourOf(from), to: hourOf(to) + HOUR_MS };
}

/** What has to be counted now of an account that was counted up to an instant. */
export function openHours(countedUntil: EpochMs, now: EpochMs): Hours {
  return hoursAround(Math.min(countedUntil, now) - OPEN_MS, now);
}

/** Hours in parts that are counted one after the other, the earliest first. */
export function* partsOf({ from, to }: Hours): Generator<Hours> {
  for (let start = from; start < to; start += AT_ONCE * HOUR_MS) {
    yield { from: start, to: Math.min(start + AT_ONCE * HOUR_MS, to) };
  }
}

/** How many hours there are. */
export function hourCount({ from, to }: Hours): number {
  return Math.max(0, (to - from) / HOUR_MS);
}

function hourOf(at: EpochMs): EpochMs {
  return Math.floor(at / HOUR_MS) * HOUR_MS;
}
