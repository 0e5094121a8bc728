import { LRUCache } from 'lru-cache';
import type { RequestCounts, RequestTally } from '../../db/repositories/request-counts';
import { admit, joined, type WindowCounts } from '../../domain/access/sliding-window';
import type { EpochMs } from '../../domain/time/moments';

const WINDOW_MS = 60_000;
/** Who is forgotten begins anew. */
const REMEMBERED = 200_000;

/**
 * Sliding windows of a minute that all processes of the API count in: each at once in its own memory, and whenever it
 * shares, with the others.
 */
export function createCountedWindows(counts: RequestCounts, now: () => EpochMs) {
  const known = new LRUCache<string, WindowCounts>({ max: REMEMBERED });
  let untold = new Map<string, RequestTally>();
  let cleared = 0;

  function learn({ subject, ...total }: WindowCounts & { subject: string }): void {
    const mine = known.get(subject);
    const meanwhile = untold.get(nameOf(subject, total.window))?.requests ?? 0;
    if (mine) known.set(subject, joined(mine, total, meanwhile));
  }

  return {
    /** Counts one more of a subject, and gives the seconds to wait: 0 for none. A limit of 0 counts nothing. */
    take(subject: string, limit: number): number {
      if (limit === 0) return 0;
      const answer = admit(known.get(subject), now(), { limit, windowMs: WINDOW_MS });
      if ('waitMs' in answer) return Math.ceil(answer.waitMs / 1000);
      const { window } = answer.counts;
      const name = nameOf(subject, window);
      known.set(subject, answer.counts);
      untold.set(name, { subject, window, requests: (untold.get(name)?.requests ?? 0) + 1 });
      return 0;
    },

    /**
     * Tells the others what this process let in, and learns what they did; asks nothing where nothing came. What
     * cannot be told is not told later: a total that is too high would refuse people.
     */
    async share(): Promise<void> {
      const telling = [...untold.values()];
      if (telling.length === 0) return;
      untold = new Map();
      for (const total of await counts.add(telling)) learn(total);
      const window = Math.floor(now() / WINDOW_MS);
      if (cleared === window) return;
      cleared = window;
      await counts.forgetBefore(window - 1);
    },
  };
}

const nameOf = (subject: string, window: number) => `${window} ${subject}`;
