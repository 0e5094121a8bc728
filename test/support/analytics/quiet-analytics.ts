import type { AnalyticsActivities } from '../../../activities/analytics.activities';

const quiet = () => Promise.resolve(0);

/** Analytics that find nothing to count. */
export const quietAnalytics: AnalyticsActivities = {
  countNewHours: quiet,
  countLateHours: quiet,
  foldTallies: () => Promise.resolve(),
};
