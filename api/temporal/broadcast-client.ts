import type { Client, WorkflowHandle } from '@temporalio/client';
import { TASK_QUEUES } from '../../workers/task-queues';
import {
  BROADCAST_WORKFLOW,
  broadcastWorkflowId,
  cancelBroadcast,
  pauseBroadcast,
  resumeBroadcast,
  retryFailedSends,
  scheduleBroadcast,
  setBroadcastRate,
  type BroadcastInput,
  type BroadcastView,
} from '../../workflows/broadcasts/contract';
import { createCalls } from './calls';
import type { BroadcastAction, BroadcastStarter } from './ports';

/** The broadcast workflows through Temporal's client. */
export function createBroadcastClient(client: Client): BroadcastStarter {
  const calls = createCalls(client);
  const handleOf = (broadcastId: string) => client.workflow.getHandle(broadcastWorkflowId(broadcastId));
  const start = (input: BroadcastInput) =>
    calls.start(() =>
      client.workflow.start(BROADCAST_WORKFLOW, {
        workflowId: broadcastWorkflowId(input.broadcastId),
        taskQueue: TASK_QUEUES.broadcasts,
        args: [input],
        // One that runs is left alone; a finished one may be taken up again for what was refused.
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        staticSummary: 'One message to a list',
      }),
    );

  return {
    start: ({ accountId, broadcastId }, { startAt }) => start({ v: 1, accountId, broadcastId, startAt }),

    update: ({ broadcastId }, action) => calls.update(() => executeUpdate(handleOf(broadcastId), action)),

    async retryFailed({ accountId, broadcastId }, codes) {
      const answer = await calls.update(() =>
        handleOf(broadcastId).executeUpdate(retryFailedSends, { args: [{ codes }] }),
      );
      if (answer.kind !== 'not-running') return answer;
      return start({ v: 1, accountId, broadcastId, startAt: null, retryFailed: { codes } });
    },
  };
}

function executeUpdate(handle: WorkflowHandle, action: BroadcastAction): Promise<BroadcastView> {
  switch (action.kind) {
    case 'pause':
      return handle.executeUpdate(pauseBroadcast, { args: [{ reason: action.reason }] });
    case 'resume':
      return handle.executeUpdate(resumeBroadcast, { args: [] });
    case 'cancel':
      return handle.executeUpdate(cancelBroadcast, { args: [{ reason: action.reason }] });
    case 'rate':
      return handle.executeUpdate(setBroadcastRate, { args: [{ ratePerSecond: action.ratePerSecond }] });
    case 'schedule':
      return handle.executeUpdate(scheduleBroadcast, { args: [{ startAt: action.startAt }] });
  }
}
