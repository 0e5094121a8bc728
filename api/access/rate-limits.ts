import { networkOf } from '../../domain/access/network';
import type { EpochMs } from '../../domain/time/moments';
import type { RequestCounts } from '../../db/repositories/request-counts';
import { hashToken } from '../../db/secrets/opaque-token';
import { createCountedWindows } from './counted-windows';

/** Requests a minute; 0 for any number. */
export interface RateLimitSettings {
  perAddress: number;
  perKey: number;
  perAccount: number;
  /** Of sign-ins, from one network. */
  signIns: number;
}

export interface RateLimitParts {
  settings: RateLimitSettings;
  /** Where processes tell each other what they let in. */
  counts: RequestCounts;
  now: () => EpochMs;
}

export type RateLimits = ReturnType<typeof createRateLimits>;

/** The limits of all processes together. Each call counts, and gives the seconds to wait: 0 for none. */
export function createRateLimits({ settings, counts, now }: RateLimitParts) {
  const windows = createCountedWindows(counts, now);
  return {
    /** By network, and by the key or token that comes with it, which nobody has looked at yet. */
    request(from: string, presented: string | undefined): number {
      const wait = windows.take(`address ${networkOf(from)}`, settings.perAddress);
      if (wait > 0 || presented === undefined) return wait;
      return windows.take(`key ${hashToken(presented).toString('base64')}`, settings.perKey);
    },
    account: (accountId: string) => windows.take(`account ${accountId}`, settings.perAccount),
    signIn: (from: string) => windows.take(`sign-in ${networkOf(from)}`, settings.signIns),
    /** Tells the other processes what this one let in, and learns of theirs. */
    share: () => windows.share(),
  };
}
