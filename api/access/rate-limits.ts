import { LRUCache } from 'lru-cache';
import { networkOf } from '../../domain/access/network';
import { admit, type WindowCounts } from '../../domain/access/sliding-window';
import type { EpochMs } from '../../domain/time/moments';
import { hashToken } from '../../db/secrets/opaque-token';

/** Requests a minute; 0 for any number. */
export interface RateLimitSettings {
  perAddress: number;
  perKey: number;
  perAccount: number;
  /** Of sign-ins, from one network. */
  signIns: number;
}

export type RateLimits = ReturnType<typeof createRateLimits>;

const WINDOW_MS = 60_000;
/** Of each kind; who is forgotten begins anew. */
const REMEMBERED = 50_000;

/** Sliding windows of a minute, in the memory of this process. Each call counts, and gives the seconds to wait: 0 for none. */
export function createRateLimits(settings: RateLimitSettings, now: () => EpochMs) {
  const [address, key, account, signIn] = [
    windows(settings.perAddress, now),
    windows(settings.perKey, now),
    windows(settings.perAccount, now),
    windows(settings.signIns, now),
  ];
  return {
    /** By network, and by the key or token that comes with it, which nobody has looked at yet. */
    request(from: string, presented: string | undefined): number {
      const wait = address(networkOf(from));
      if (wait > 0 || presented === undefined) return wait;
      return key(hashToken(presented).toString('base64'));
    },
    account,
    signIn: (from: string) => signIn(networkOf(from)),
  };
}

function windows(limit: number, now: () => EpochMs): (subject: string) => number {
  const known = new LRUCache<string, WindowCounts>({ max: REMEMBERED });
  return (subject) => {
    if (limit === 0) return 0;
    const answer = admit(known.get(subject), now(), { limit, windowMs: WINDOW_MS });
    if ('waitMs' in answer) return Math.ceil(answer.waitMs / 1000);
    known.set(subject, answer.counts);
    return 0;
  };
}
