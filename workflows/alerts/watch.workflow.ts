import { proxyActivities } from '@temporalio/workflow';
import type { AlertsActivities } from '../../activities/alerts.activities';
import type { WatchResult } from './contract';

const alerts = proxyActivities<AlertsActivities>({
  startToCloseTimeout: '50 seconds',
  // The next look comes soon.
  retry: { maximumAttempts: 2 },
});

/** One look of every system rule at the platform. */
export async function watchWorkflow(): Promise<WatchResult> {
  return alerts.watchPlatform();
}
