import type { Logger } from '../../observability/logger';

/** Work that a webhook's answer does not wait for, because the sweep does whatever this process leaves undone. */
export interface InboundQueue {
  /** Runs a task after the earlier ones of its key; false when too much is under way, and the sweep has to do it. */
  add(key: string, task: () => Promise<unknown>): boolean;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** Tasks of one key run one after another, tasks of different keys side by side, `limit` of them in all. */
export function createInboundQueue({ limit, logger }: { limit: number; logger: Logger }): InboundQueue {
  const last = new Map<string, Promise<void>>();
  let underWay = 0;
  return {
    add(key, task) {
      if (underWay >= limit) return false;
      underWay += 1;
      const done = (last.get(key) ?? Promise.resolve())
        .then(task)
        .catch((err: unknown) => {
          logger.error({ err }, 'a stored message could not be handled; the sweep tries again');
        })
        .then(() => {
          underWay -= 1;
          if (last.get(key) === done) last.delete(key);
        });
      last.set(key, done);
      return true;
    },
    async idle() {
      while (last.size > 0) await Promise.all(last.values());
    },
  };
}
