import { proxyActivities } from '@temporalio/workflow';
import type { AlertsActivities } from '../../activities/alerts.activities';
import type { AlertsResult } from './contract';

const alerts = proxyActivities<AlertsActivities>({
  startToCloseTimeout: '90 seconds',
  // The next run comes soon.
  retry: { maximumAttempts: 2 },
});

/** Asks models about messages that wait for it, and does what is due; each action's row says how often it was tried. */
export async function alertsWorkflow(): Promise<AlertsResult> {
  return {
    readSentiments: await alerts.readSentiments(),
    triedActions: await alerts.performAlertActions(),
  };
}
