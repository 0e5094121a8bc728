import type { Client } from '@temporalio/client';
import { TASK_QUEUES } from '../../workers/task-queues';
import {
  SEND_WORKFLOW,
  sendCancelled,
  sendWorkflowId,
  type SendInput,
} from '../../workflows/messaging/contract';
import { createCalls } from './calls';
import type { SendStarter } from './ports';

/** Starts the workflow that carries one send; repeated for the same send, it has no second effect. */
export function createSendClient(client: Client): SendStarter {
  const calls = createCalls(client);
  return {
    start: ({ sendId, startAt = null }) => {
      const input: SendInput = { v: 1, sendId, ...(startAt !== null && { startAt }) };
      return calls.start(() =>
        client.workflow.start(SEND_WORKFLOW, {
          workflowId: sendWorkflowId(sendId),
          taskQueue: TASK_QUEUES.programs,
          args: [input],
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          staticSummary: 'One message',
        }),
      );
    },

    cancelled: ({ sendId }) =>
      calls.signal(() => client.workflow.getHandle(sendWorkflowId(sendId)).signal(sendCancelled)),
  };
}
