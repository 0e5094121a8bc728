import { setTimeout as delay } from 'node:timers/promises';

/** A started process, whatever it is. */
export interface Running {
  pid: number;
  /** Settles when it is gone, saying how. */
  exited: Promise<string>;
  stop(): Promise<void>;
  force(): void;
}

export interface KeepRunning {
  name: string;
  launch: () => Promise<Running>;
  say: (line: string) => void;
  /** Pause before the n-th restart in a row, in milliseconds. */
  pause?: (restarts: number) => number;
}

export interface Kept {
  name: string;
  /** Ends the present process; a new one takes its place. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  force(): void;
}

const LONGEST_PAUSE_MS = 30_000;
const STEADY_MS = 60_000;

/** 1, 2, 4 … 30 seconds. */
function backoff(restarts: number): number {
  return Math.min(LONGEST_PAUSE_MS, 500 * 2 ** restarts);
}

/** Launches a process and launches it again whenever it ends by itself; a failing first launch throws. */
export async function keepRunning(options: KeepRunning): Promise<Kept> {
  const { name, launch, say, pause = backoff } = options;
  const stopping = new AbortController();
  let current = await launch();
  let replacing = false;
  const isOver = () => stopping.signal.aborted;

  async function watch(): Promise<void> {
    let restarts = 0;
    while (!isOver()) {
      const since = Date.now();
      const ending = await current.exited;
      if (isOver()) return;
      restarts = replacing || Date.now() - since > STEADY_MS ? 0 : restarts + 1;
      if (replacing) replacing = false;
      else await announceAndWait(ending, Math.max(restarts, 1));
      await relaunch();
    }
  }

  async function announceAndWait(ending: string, restarts: number): Promise<void> {
    const wait = pause(restarts);
    say(`${name} ended by itself (${ending}); starting it again in ${wait / 1000} s`);
    await delay(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  async function relaunch(): Promise<void> {
    if (isOver()) return;
    try {
      current = await launch();
      say(`${name} is running again`);
    } catch (error) {
      say(`${name} did not start: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  const watching = watch();
  return {
    name,
    async restart() {
      replacing = true;
      await current.stop();
    },
    async stop() {
      stopping.abort();
      await current.stop();
      await watching;
      // A launch that was under way when the stop came has put a new process in place.
      await current.stop();
    },
    force: () => current.force(),
  };
}
