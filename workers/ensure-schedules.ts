import {
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleOptions,
} from '@temporalio/client';
import {
  ALERTS_SCHEDULE_ID,
  ALERTS_WORKFLOW,
  WATCH_SCHEDULE_ID,
  WATCH_WORKFLOW,
} from '../workflows/alerts/contract';
import { ANALYTICS_SCHEDULE_ID, ANALYTICS_WORKFLOW } from '../workflows/analytics/contract';
import { SWEEP_SCHEDULE_ID, SWEEP_WORKFLOW } from '../workflows/sweeps/contract';
import {
  TEMPLATE_SYNC_SCHEDULE_ID,
  TEMPLATE_SYNC_WORKFLOW,
  type TemplateSyncInput,
} from '../workflows/templates/contract';
import { TASK_QUEUES } from './task-queues';

interface PlatformSchedule {
  scheduleId: string;
  workflowType: string;
  everySeconds: number;
  args?: unknown[];
  staticSummary: string;
  workflowExecutionTimeout: '10 minutes' | '6 hours';
}

export interface ScheduleIntervals {
  sweepSeconds: number;
  analyticsSeconds: number;
  alertSeconds: number;
  templateMinutes: number;
}

const WATCH_SECONDS = 60;

/** Creates the platform's schedules, or brings existing ones to these settings. */
export async function ensureSchedules(
  client: Client,
  { sweepSeconds, analyticsSeconds, alertSeconds, templateMinutes }: ScheduleIntervals,
): Promise<void> {
  await ensure(client, {
    scheduleId: SWEEP_SCHEDULE_ID,
    workflowType: SWEEP_WORKFLOW,
    everySeconds: sweepSeconds,
    staticSummary: 'Takes up what was left behind',
    workflowExecutionTimeout: '10 minutes',
  });
  await ensure(client, {
    scheduleId: ANALYTICS_SCHEDULE_ID,
    workflowType: ANALYTICS_WORKFLOW,
    everySeconds: analyticsSeconds,
    staticSummary: 'Counts what the analytics show',
    workflowExecutionTimeout: '6 hours',
  });
  await ensure(client, {
    scheduleId: ALERTS_SCHEDULE_ID,
    workflowType: ALERTS_WORKFLOW,
    everySeconds: alertSeconds,
    staticSummary: 'Does what is due about alerts',
    workflowExecutionTimeout: '10 minutes',
  });
  await ensure(client, {
    scheduleId: WATCH_SCHEDULE_ID,
    workflowType: WATCH_WORKFLOW,
    everySeconds: WATCH_SECONDS,
    staticSummary: 'Looks at the platform for system alerts',
    workflowExecutionTimeout: '10 minutes',
  });
  const ofAllAccounts: TemplateSyncInput = { v: 1 };
  await ensure(client, {
    scheduleId: TEMPLATE_SYNC_SCHEDULE_ID,
    workflowType: TEMPLATE_SYNC_WORKFLOW,
    everySeconds: templateMinutes * 60,
    args: [ofAllAccounts],
    staticSummary: "Every account's templates, as providers list them",
    workflowExecutionTimeout: '6 hours',
  });
}

async function ensure(client: Client, wanted: PlatformSchedule): Promise<void> {
  const { scheduleId } = wanted;
  const schedule = scheduleOf(wanted);
  try {
    await client.schedule.create({ scheduleId, ...schedule });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule
      .getHandle(scheduleId)
      .update((previous) => ({ ...schedule, state: previous.state }));
  }
}

/**
 * Turns that would overlap are skipped, and after an outage one turn is enough, since each goes on from where the one
 * before came to: the default would catch up on a year of them.
 */
function scheduleOf({ scheduleId, everySeconds, ...started }: PlatformSchedule) {
  return {
    spec: { intervals: [{ every: everySeconds * 1000 }] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: 10_000 },
    action: {
      type: 'startWorkflow' as const,
      ...started,
      taskQueue: TASK_QUEUES.sweeps,
      workflowId: scheduleId,
    },
  } satisfies Omit<ScheduleOptions, 'scheduleId'>;
}
