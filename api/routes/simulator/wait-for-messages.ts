import { setTimeout as sleep } from 'node:timers/promises';
import type { SimulatedMessage } from '../../../db/repositories/simulator-messages';

const POLL_MS = 250;

export interface Waiting {
  read: () => Promise<SimulatedMessage[]>;
  waitMs: number;
  /** Aborts when the caller is gone or the server stops. */
  signal: AbortSignal;
}

/** The next messages, or none when the time is over: any process may have written them, so Postgres is asked. */
export async function waitForMessages({ read, waitMs, signal }: Waiting): Promise<SimulatedMessage[]> {
  const until = performance.now() + waitMs;
  for (;;) {
    const found = await read();
    const left = until - performance.now();
    if (found.length > 0 || left <= 0 || signal.aborted) return found;
    await sleep(Math.min(POLL_MS, left), undefined, { signal }).catch(() => undefined);
  }
}
