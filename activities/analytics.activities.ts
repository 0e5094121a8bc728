import type { AnalyticsRollups } from '../db/repositories/analytics-rollups';
import { hoursAround, openHours } from '../domain/analytics/hours';
import { countHours } from './analytics/count-hours';
import type { Clock } from './messaging/dispatcher';
import { stillAlive } from './still-alive';

export interface AnalyticsDeps {
  rollups: AnalyticsRollups;
  clock: Clock;
}

export type AnalyticsActivities = ReturnType<typeof createAnalyticsActivities>;

/** Marked hours a turn takes up; the next turn takes the rest. */
const MARKED_AT_ONCE = 500;

/** The parts of a turn of the analytics. Each returns how many hours it counted, and may run twice. */
export function createAnalyticsActivities({ rollups, clock }: AnalyticsDeps) {
  return {
    /** Every account's hours since it was last counted, and those just before; all of them the first time. */
    countNewHours: (): Promise<number> =>
      stillAlive(async () => {
        let counted = 0;
        for (const { accountId, countedUntil } of await rollups.accounts()) {
          const now = await clock();
          const known = countedUntil?.getTime();
          const first = known ?? (await rollups.firstHour(accountId))?.getTime() ?? now;
          const hours = known === undefined ? hoursAround(Math.min(first, now), now) : openHours(known, now);
          counted += await countHours(rollups, accountId, { hours, now });
        }
        return counted;
      }),

    /** Hours that something came late to, such as a report that a message of yesterday was read. */
    countLateHours: (): Promise<number> =>
      stillAlive(async () => {
        const marked = await rollups.markedHours(MARKED_AT_ONCE);
        for (const { accountId, hour } of marked) {
          const to = new Date(hour.getTime() + 3_600_000);
          await rollups.count({ accountId, from: hour, to }, null);
        }
        return marked.length;
      }),

    foldTallies: (): Promise<void> => rollups.foldTallies(),
  };
}
