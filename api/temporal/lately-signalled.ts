import { LRUCache } from 'lru-cache';

/** The conversations that this process signalled a little while ago, which therefore nearly surely still run. */
export interface LatelySignalled {
  has(dialogId: string): boolean;
  add(dialogId: string): void;
}

/** Half of what a conversation waits for news before its run ends. */
const KEPT_MS = 5 * 60_000;
/** Of more than these the longest silent are forgotten; their next signal costs a little more. */
const MOST = 20_000;

export interface LatelySignalledParts {
  most?: number;
  now?: () => number;
}

export function createLatelySignalled({
  most = MOST,
  now = () => Date.now(),
}: LatelySignalledParts = {}): LatelySignalled {
  const signalledAt = new LRUCache<string, number>({ max: most });
  return {
    has: (dialogId) => now() - (signalledAt.get(dialogId) ?? -Infinity) < KEPT_MS,
    add: (dialogId) => void signalledAt.set(dialogId, now()),
  };
}
