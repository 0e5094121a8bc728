import type { LiveEvents } from '../../db/repositories/live-events';
import type { Logger } from '../../observability/logger';
import { repeatedly } from '../repeatedly';

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
  let notedAt = 0;
  let prunedAt = 0;
  const work = async () => {
    const now = Date.now();
    if (now - prunedAt >= PRUNE_MS) {
      prunedAt = now;
      await events.prune(new Date(now - KEPT_MS));
    }
    if (isWatched() && now - notedAt >= BROADCASTS_MS) {
      notedAt = now;
      await events.noteBroadcasts();
    }
    while ((await events.number(AT_ONCE)) === AT_ONCE);
  };
  return repeatedly({
    ...{ work, pauseMs: () => (isWatched() ? WATCHED_MS : UNWATCHED_MS), logger },
    failed: 'live events cannot be numbered; trying again',
  });
}
