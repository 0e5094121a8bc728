import type { LiveEvent, LiveEvents } from '../../db/repositories/live-events';
import type { LiveNotice } from '../../db/live-listener';
import type { Logger } from '../../observability/logger';
import { eventFrame } from './live-frames';

/** Who watches an account. */
export interface Watcher {
  /** The last event it was told of, or passed over. */
  position: number;
  /** Takes one event, as it goes over the wire; must not wait. */
  tell(event: LiveEvent, frame: string): void;
  /** What it knows cannot be completed: it goes on from here. */
  reset(position: number): void;
  /** Resolves when it can take more; false when it is gone. */
  ready(): Promise<boolean>;
}

interface Feed {
  accountId: string;
  /** The last event this process has read. */
  position: number;
  /** Those who have everything up to `position`. */
  watchers: Set<Watcher>;
  /** With those who catch up still. */
  members: number;
  opened: Promise<void>;
  reading: boolean;
  /** Something was said since the last look. */
  stale: boolean;
}

const PAGE = 500;
const RETRY_MS = 500;

export type LiveHub = ReturnType<typeof createLiveHub>;

/** The watchers of this process: each account's events are read once, and told to all who watch it. */
export function createLiveHub({ events, logger }: { events: Reading; logger: Logger }) {
  const feeds = new Map<string, Feed>();
  const read = (feed: Feed) => void readFeed(feed, { events, logger });

  const open = (accountId: string): Feed => {
    const present = feeds.get(accountId);
    if (present) return present;
    const feed: Feed = {
      ...{ accountId, position: 0, watchers: new Set(), members: 0 },
      // Notices that come before the position is known must not be missed.
      ...{ opened: Promise.resolve(), reading: true, stale: false },
    };
    feed.opened = events.position(accountId).then((position) => {
      feed.position = position;
      feed.reading = false;
      if (feed.stale) read(feed);
    });
    feeds.set(accountId, feed);
    return feed;
  };

  const leave = (feed: Feed, watcher: Watcher) => {
    feed.watchers.delete(watcher);
    feed.members -= 1;
    if (feed.members === 0 && feeds.get(feed.accountId) === feed) feeds.delete(feed.accountId);
  };

  return {
    /** How many watch. */
    size: () => [...feeds.values()].reduce((sum, { members }) => sum + members, 0),

    /** An account has news. */
    notice({ accountId, position }: LiveNotice): void {
      const feed = feeds.get(accountId);
      if (feed && (feed.reading || feed.position < position)) read(feed);
    },

    /** Any account may have news. */
    noticeAll(): void {
      for (const feed of feeds.values()) read(feed);
    },

    /** Tells the watcher everything after its position, and then what comes, until the returned `leave` is called. */
    async join(accountId: string, watcher: Watcher): Promise<() => void> {
      const feed = open(accountId);
      feed.members += 1;
      const left = () => leave(feed, watcher);
      try {
        await feed.opened;
        await catchUp(feed, watcher, events);
        return left;
      } catch (error) {
        left();
        throw error;
      }
    },
  };
}

type Reading = Pick<LiveEvents, 'after' | 'position'>;

/** Reads on until there is nothing more; one reader at a time a feed. */
async function readFeed(feed: Feed, parts: { events: Reading; logger: Logger }): Promise<void> {
  feed.stale = true;
  if (feed.reading) return;
  feed.reading = true;
  try {
    while (feed.stale) {
      feed.stale = false;
      const page = await parts.events.after(feed.accountId, feed.position, PAGE);
      tellAll(feed, page);
      if (page.length === PAGE) feed.stale = true;
    }
  } catch (err) {
    parts.logger.warn({ err, accountId: feed.accountId }, 'live events cannot be read; trying again');
    setTimeout(() => void readFeed(feed, parts), RETRY_MS).unref();
  } finally {
    feed.reading = false;
  }
}

function tellAll(feed: Feed, page: readonly LiveEvent[]): void {
  for (const event of page) {
    const frame = eventFrame(event);
    feed.position = event.position;
    for (const watcher of feed.watchers) {
      // One that came with a later position has this already.
      if (event.position > watcher.position) watcher.tell(event, frame);
    }
  }
}

/** From the watcher's position to the feed's; between the last look and the joining nothing can come in. */
async function catchUp(feed: Feed, watcher: Watcher, events: Reading): Promise<void> {
  const latest = await events.position(feed.accountId);
  if (watcher.position > latest) watcher.reset(latest);
  while (watcher.position < feed.position) {
    const page = await events.after(feed.accountId, watcher.position, PAGE);
    // Positions count without a gap: what is missing was pruned.
    if (page[0]?.position !== watcher.position + 1) watcher.reset(await events.position(feed.accountId));
    else for (const event of page) watcher.tell(event, eventFrame(event));
    if (!(await watcher.ready())) return;
  }
  feed.watchers.add(watcher);
}
