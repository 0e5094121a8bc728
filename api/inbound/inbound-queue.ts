import type { Logger } from '../../observability/logger';

/** Work that a webhook's answer does not wait for, because the sweep does whatever this process leaves undone. */
export interface InboundQueue {
  /** Runs a task after the earlier ones of its key; false when too much is under way, and the sweep has to do it. */
  add(key: string, task: () => Promise<unknown>): boolean;
  /** Receives what a webhook brought; while several are received, no new task begins, though not for long. */
  receive<T>(store: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export interface InboundQueueSettings {
  /** Tasks that run at the same time. */
  abreast: number;
  /** Tasks that may be known at all, the running ones included. */
  limit: number;
  logger: Logger;
}

/** More webhooks than this at once are a rush, in which their answers come before what they lead to. */
const CALM = 1;
/** The longest that a task gives way to webhooks. */
const GIVE_WAY_MS = 1_000;
const LOOK_AGAIN_MS = 25;

/** Tasks of one key run one after another, tasks of different keys side by side, `abreast` of them in all. */
export function createInboundQueue({ abreast, limit, logger }: InboundQueueSettings): InboundQueue {
  const last = new Map<string, Promise<void>>();
  const places = createPlaces(abreast);
  let known = 0;
  let received = 0;
  const giveWay = async (): Promise<void> => {
    for (let waited = 0; received > CALM && waited < GIVE_WAY_MS; waited += LOOK_AGAIN_MS) {
      await new Promise((wake) => setTimeout(wake, LOOK_AGAIN_MS));
    }
  };
  return {
    async receive(store) {
      received += 1;
      try {
        return await store();
      } finally {
        received -= 1;
      }
    },

    add(key, task) {
      if (known >= limit) return false;
      known += 1;
      const done = (last.get(key) ?? Promise.resolve())
        .then(() =>
          places.hold(async () => {
            await giveWay();
            await task();
          }),
        )
        .catch((err: unknown) => {
          logger.error({ err }, 'a stored message could not be handled; the sweep tries again');
        })
        .then(() => {
          known -= 1;
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

/** So many places; who finds none waits for the next that is left, first come, first served. */
function createPlaces(count: number) {
  const waiting: (() => void)[] = [];
  let taken = 0;
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else taken -= 1;
  };
  return {
    async hold(task: () => Promise<unknown>): Promise<void> {
      if (taken < count) taken += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        await task();
      } finally {
        leave();
      }
    },
  };
}
