import type { Client } from '@temporalio/client';
import { TASK_QUEUES } from '../../workers/task-queues';

const ASK_MS = 1500;

/** Whether some worker asks for broadcasts just now; false too while Temporal cannot say. */
export function createBroadcastWorkerCheck(client: Client): () => Promise<boolean> {
  return async () => {
    const { connection, options } = client;
    try {
      const found = await connection.withDeadline(Date.now() + ASK_MS, () =>
        client.workflowService.describeTaskQueue({
          namespace: options.namespace,
          taskQueue: { name: TASK_QUEUES.broadcasts },
        }),
      );
      return found.pollers.length > 0;
    } catch {
      return false;
    }
  };
}
