import type { ApiDeps } from '../api-deps';
import { repeatedly } from '../repeatedly';

const EVERY_MS = 1000;

/** Has this process count requests together with the others; while the database is away it counts by itself. */
export function shareRateLimits({ rateLimits, logger }: Pick<ApiDeps, 'rateLimits' | 'logger'>): {
  stop(): Promise<void>;
} {
  return repeatedly({
    work: () => rateLimits.share(),
    pauseMs: () => EVERY_MS,
    logger,
    failed: 'requests cannot be counted together with other processes; this one counts its own',
  });
}
