import type { AnalyticsRollups } from '../../db/repositories/analytics-rollups';
import { hourCount, hoursAround, openHours, partsOf, type Hours } from '../../domain/analytics/hours';
import type { EpochMs } from '../../domain/time/moments';

/**
 * Counts hours of an account from its rows, a day at a time; returns how many they were. With `now` they follow on
 * those counted before, and the account is counted up to there; without it they are counted once more.
 */
export async function countHours(
  rollups: Pick<AnalyticsRollups, 'count'>,
  accountId: string,
  { hours, now }: { hours: Hours; now: EpochMs | null },
): Promise<number> {
  for (const { from, to } of partsOf(hours)) {
    const until = now === null ? null : new Date(Math.min(to, now));
    await rollups.count({ accountId, from: new Date(from), to: new Date(to) }, until);
  }
  return hourCount(hours);
}

/** Counts an account on from where it was counted up to, all of its time where it never was; returns the hours. */
export async function countOn(
  rollups: Pick<AnalyticsRollups, 'count' | 'firstHour'>,
  { accountId, countedUntil }: { accountId: string; countedUntil: Date | null },
  now: EpochMs,
): Promise<number> {
  const known = countedUntil?.getTime();
  const first = known ?? (await rollups.firstHour(accountId))?.getTime() ?? now;
  const hours = known === undefined ? hoursAround(Math.min(first, now), now) : openHours(known, now);
  return countHours(rollups, accountId, { hours, now });
}
