import { useState } from 'react';
import type { Broadcast } from './broadcasts-data';

interface Seen {
  at: number;
  done: number;
}

/** Long enough to be steady, short enough to follow a change of the rate. */
const WINDOW_MS = 20_000;
const SHORTEST_MS = 1500;
const NONE: readonly Seen[] = [];

/**
 * Messages a second over the last 20 seconds that were looked at; null while it is not running, or as long as
 * nothing can be said. `at` is when the progress was read, in milliseconds.
 */
export function usePace({ state, progress }: Broadcast, at: number): number | null {
  const [seen, setSeen] = useState(NONE);
  const isRunning = state === 'running';
  const last = seen.at(-1);
  if (!isRunning && seen.length > 0) setSeen(NONE);
  if (isRunning && last?.at !== at) {
    const done = progress.total - progress.pending;
    setSeen([...seen.filter((one) => one.at > at - WINDOW_MS && one.done <= done), { at, done }]);
  }
  const [first] = seen;
  if (!first || !last || last.at - first.at < SHORTEST_MS) return null;
  return ((last.done - first.done) * 1000) / (last.at - first.at);
}
