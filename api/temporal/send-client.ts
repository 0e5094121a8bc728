import type { Client } from '@temporalio/client';
import { TASK_QUEUES } from '../../workers/task-queues';
import { SEND_WORKFLOW, sendWorkflowId, type SendInput } from '../../workflows/messaging/contract';
import { declinedBy } from './answers';
import type { SendStarter } from './ports';

const CALL_MS = 3_000;

/** Starts the workflow that carries one send; repeated for the same send, it has no second effect. */
export function createSendClient(client: Client): SendStarter {
  return {
    async start({ sendId }) {
      const input: SendInput = { v: 1, sendId };
      try {
        await client.connection.withDeadline(Date.now() + CALL_MS, () =>
          client.workflow.start(SEND_WORKFLOW, {
            workflowId: sendWorkflowId(sendId),
            taskQueue: TASK_QUEUES.programs,
            args: [input],
            workflowIdConflictPolicy: 'USE_EXISTING',
            workflowIdReusePolicy: 'ALLOW_DUPLICATE',
            staticSummary: 'One message',
          }),
        );
        return { kind: 'started' };
      } catch (error) {
        const declined = declinedBy(error);
        if (declined.kind === 'unavailable') return declined;
        throw error;
      }
    },
  };
}
