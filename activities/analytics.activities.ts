import type { AnalyticsRollups } from '../db/repositories/analytics-rollups';
import { countOn } from './analytics/count-hours';
import type { Clock } from './messaging/dispatcher';
import { stillAlive } from './still-alive';

export interface AnalyticsDeps {
  rollups: AnalyticsRollups;
  clock: Clock;
  /** Told of an account that could not be counted; the next turn tries it again. */
  onAccountFailed(accountId: string, error: unknown): void;
}

export type AnalyticsActivities = ReturnType<typeof createAnalyticsActivities>;

/** Marked hours read at once. */
const MARKED_AT_ONCE = 500;

/**
 * The parts of a turn of the analytics. Each returns how many hours it counted, and may run twice. An account that
 * cannot be counted keeps no other from it; only where none can, the turn fails.
 */
export function createAnalyticsActivities(deps: AnalyticsDeps) {
  return {
    /** Every account's hours since it was last counted, and those just before; all of them the first time. */
    countNewHours: (): Promise<number> => stillAlive(() => countNew(deps)),

    /** Hours that something came late to, such as a report that a message of yesterday was read. */
    countLateHours: (): Promise<number> => stillAlive(() => countLate(deps)),

    foldTallies: (): Promise<void> => deps.rollups.foldTallies(),
  };
}

async function countNew({ rollups, clock, onAccountFailed }: AnalyticsDeps): Promise<number> {
  const accounts = await rollups.accounts();
  const failures: unknown[] = [];
  let counted = 0;
  for (const account of accounts) {
    try {
      counted += await countOn(rollups, account, await clock());
    } catch (error) {
      failures.push(error);
      onAccountFailed(account.accountId, error);
    }
  }
  if (failures.length > 0 && failures.length === accounts.length) throw failures[0];
  return counted;
}

/** Reads on past the accounts that failed, so that their marks, which stay, hold nobody else's up. */
async function countLate({ rollups, onAccountFailed }: AnalyticsDeps): Promise<number> {
  const failed = new Set<string>();
  let counted = 0;
  for (;;) {
    const failedBefore = failed.size;
    for (const { accountId, hour } of await rollups.markedHours(MARKED_AT_ONCE, [...failed])) {
      if (failed.has(accountId)) continue;
      try {
        await rollups.count({ accountId, from: hour, to: new Date(hour.getTime() + 3_600_000) }, null);
        counted += 1;
      } catch (error) {
        failed.add(accountId);
        onAccountFailed(accountId, error);
      }
    }
    if (failed.size === failedBefore) return counted;
  }
}
