import type { EpochMs } from '../time/moments';

/** What one subject has asked for: in the window that began last, and in the one before it. */
export interface WindowCounts {
  /** The number of the window since the epoch. */
  window: number;
  current: number;
  previous: number;
}

export interface WindowRule {
  /** At most so many in any window; the window before counts by the part of it that is still in sight. */
  limit: number;
  windowMs: number;
}

export type Admission = { counts: WindowCounts } | { waitMs: number };

/** Counts one more, or says how long until one more is let in; what is refused does not count. */
export function admit(
  known: WindowCounts | undefined,
  now: EpochMs,
  { limit, windowMs }: WindowRule,
): Admission {
  const counts = countsAt(known, Math.floor(now / windowMs));
  const passed = (now % windowMs) / windowMs;
  if (counts.previous * (1 - passed) + counts.current + 1 <= limit) {
    return { counts: { ...counts, current: counts.current + 1 } };
  }
  const inThisWindow = freeAt(counts.previous, limit - 1 - counts.current);
  const free = inThisWindow <= 1 ? inThisWindow : 1 + freeAt(counts.current, limit - 1);
  return { waitMs: Math.max(1, Math.ceil((free - passed) * windowMs)) };
}

/** What a process knows of a subject, once it hears what all of them let in by then; `meanwhile` is what it let in since. */
export function joined(mine: WindowCounts, all: WindowCounts, meanwhile: number): WindowCounts {
  if (all.window === mine.window - 1) return { ...mine, previous: Math.max(mine.previous, all.current) };
  if (all.window !== mine.window) return mine;
  return {
    window: mine.window,
    current: Math.max(mine.current, all.current + meanwhile),
    previous: Math.max(mine.previous, all.previous),
  };
}

function countsAt(known: WindowCounts | undefined, window: number): WindowCounts {
  if (known?.window === window) return known;
  return { window, current: 0, previous: known?.window === window - 1 ? known.current : 0 };
}

/** The part of a window after which no more than `room` of those before are in sight; more than 1 for never. */
function freeAt(before: number, room: number): number {
  if (room < 0) return 2;
  return before === 0 ? 0 : Math.max(0, 1 - room / before);
}
