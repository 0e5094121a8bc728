import type { DataSource } from 'typeorm';
import { createAnalyticsActivities } from '../activities/analytics.activities';
import type { Clock } from '../activities/messaging/dispatcher';
import { createAnalyticsRollups } from '../db/repositories/analytics-rollups';
import type { Logger } from '../observability/logger';

/** The activities that count what reports show. */
export function composeAnalytics(db: DataSource, { clock, logger }: { clock: Clock; logger: Logger }) {
  return createAnalyticsActivities({
    rollups: createAnalyticsRollups(db),
    clock,
    onAccountFailed: (accountId, error) => {
      logger.error({ err: error, accountId }, 'the figures of an account could not be counted');
    },
  });
}
