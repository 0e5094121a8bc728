import type { LiveEvents } from '../../db/repositories/live-events';
import type { Logger } from '../../observability/logger';

export interface LivePumpOptions {
  events: Pick<LiveEvents, 'number' | 'noteBroadcasts' | 'prune'>;
  /** Whether anybody watches, at this process. */
  isWatched: () => boolean;
  logger: Logger;
}

const WATCHED_MS = 50;
const UNWATCHED_MS = 1000;
const BROADCASTS_MS = 500;
const PRUNE_MS = 60_000;
/** How long a client may be away and still miss nothing. */
const KEPT_MS = 60 * 60_000;
const AT_ONCE = 1000;

/**
 * Numbers what writers left in the outbox, often while somebody watches. Writers themselves notify nobody: a NOTIFY
 * holds one lock of the whole Postgres until its commit is on the disk, and sends would queue for it.
 */
export function startLivePump({ events, isWatched, logger }: LivePumpOptions): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let notedAt = 0;
  let prunedAt = 0;

  const turn = async () => {
    const now = Date.now();
    if (now - prunedAt >= PRUNE_MS) {
      prunedAt = now;
      await events.prune(new Date(now - KEPT_MS));
    }
    if (isWatched() && now - notedAt >= BROADCASTS_MS) {
      notedAt = now;
      await events.noteBroadcasts();
    }
    while ((await events.number(AT_ONCE)) === AT_ONCE && !stopped);
  };
  let running: Promise<void> = Promise.resolve();
  const next = () => {
    running = turn()
      .catch((err: unknown) => logger.warn({ err }, 'live events cannot be numbered; trying again'))
      .then(() => {
        if (!stopped) timer = setTimeout(next, isWatched() ? WATCHED_MS : UNWATCHED_MS);
      });
  };
  next();

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
