import { proxyActivities } from '@temporalio/workflow';
import type { AnalyticsActivities } from '../../activities/analytics.activities';
import type { AnalyticsResult } from './contract';

const analytics = proxyActivities<AnalyticsActivities>({
  // The first turn over an old database counts all of its time.
  startToCloseTimeout: '2 hours',
  heartbeatTimeout: '30 seconds',
  // The next turn goes on from where this one came to.
  retry: { maximumAttempts: 2 },
});

const { foldTallies } = proxyActivities<AnalyticsActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { maximumAttempts: 2 },
});

/** Counts the hours that are new, and again those that something came late to; adds up the platform's counts. */
export async function analyticsWorkflow(): Promise<AnalyticsResult> {
  const newHours = await analytics.countNewHours();
  const lateHours = await analytics.countLateHours();
  await foldTallies();
  return { newHours, lateHours };
}
