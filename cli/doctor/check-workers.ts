import { temporal } from '@temporalio/proto';
import { TASK_QUEUES } from '../../workers/task-queues';
import { failure, fine, type Finding } from './finding';
import type { TemporalUnderCheck } from './check-temporal';

const { TaskQueueType } = temporal.api.enums.v1;
const KINDS = [TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY];
/** A worker asks again each minute; Temporal remembers one that is gone for five. */
const SILENT_MS = 100_000;

/** Whether somebody asks for the work of each queue. */
export async function checkWorkers(checked: TemporalUnderCheck): Promise<Finding[]> {
  const queues = Object.values(TASK_QUEUES);
  const asked = await Promise.all(queues.map((queue) => silenceOf(checked, queue)));
  const silent = queues.filter((_, at) => (asked[at] ?? Infinity) > SILENT_MS);
  if (silent.length === 0) return [fine('workers', `all ${queues.length} queues are polled`)];
  const remedy = 'Start a worker: npm start, or node --import tsx workers/main.ts beside your API.';
  return [failure('workers', { says: `nobody polls ${silent.join(', ')}`, remedy })];
}

/** Milliseconds since a worker last asked for workflow tasks or activities, whichever was longer ago. */
async function silenceOf(checked: TemporalUnderCheck, queue: string): Promise<number> {
  const { connection, namespace } = checked;
  const silences = await Promise.all(
    KINDS.map(async (taskQueueType) => {
      const { pollers } = await connection.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name: queue },
        taskQueueType,
      });
      const last = Math.max(...pollers.map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0)));
      return Date.now() - last * 1000;
    }),
  );
  return Math.max(...silences);
}
