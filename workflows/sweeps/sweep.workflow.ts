import { patched, proxyActivities } from '@temporalio/workflow';
import type { SweepsActivities } from '../../activities/sweeps.activities';
import type { SweepResult } from './contract';

const sweep = proxyActivities<SweepsActivities>({
  startToCloseTimeout: '40 seconds',
  // The next sweep comes soon: one repetition, and nothing piles up.
  retry: { maximumAttempts: 2 },
});

/**
 * Takes up what a process that died had stored and not finished: sends whose answer was lost, enrollments
 * whose workflow was never started, reports and messages never passed on, orders that nobody follows. Closes finished
 * runs, reminds of carts that were left, and shows appointments in the calendars of accounts.
 */
export async function sweepWorkflow(): Promise<SweepResult> {
  return {
    startedEnrollments: await sweep.startEnrollments(),
    handledMessages: await sweep.handleMessages(),
    deliveredReports: await sweep.deliverReports(),
    settledSends: await sweep.settleSends(),
    closedRuns: await sweep.closeRuns(),
    startedCheckouts: patched('checkouts') ? await sweep.startCheckouts() : 0,
    remindedCarts: patched('carts') ? await sweep.remindOfCarts() : 0,
    shownAppointments: patched('calendars') ? await sweep.showAppointments() : 0,
  };
}
