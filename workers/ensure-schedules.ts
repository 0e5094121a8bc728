import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client } from '@temporalio/client';
import { SWEEP_SCHEDULE_ID, SWEEP_WORKFLOW } from '../workflows/sweeps/contract';
import { TASK_QUEUES } from './task-queues';

/**
 * Creates the platform's one schedule, or brings an existing one to these settings. Overlapping sweeps are
 * skipped, and after an outage one sweep is enough: the default would catch up on a year of them.
 */
export async function ensureSchedules(client: Client, everySeconds: number): Promise<void> {
  const schedule = {
    spec: { intervals: [{ every: everySeconds * 1000 }] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: 10_000 },
    action: {
      type: 'startWorkflow' as const,
      workflowType: SWEEP_WORKFLOW,
      taskQueue: TASK_QUEUES.sweeps,
      workflowId: SWEEP_SCHEDULE_ID,
      staticSummary: 'Takes up what was left behind',
      workflowExecutionTimeout: '10 minutes' as const,
    },
  };
  try {
    await client.schedule.create({ scheduleId: SWEEP_SCHEDULE_ID, ...schedule });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule
      .getHandle(SWEEP_SCHEDULE_ID)
      .update((previous) => ({ ...schedule, state: previous.state }));
  }
}
