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
import { declinedBy, type Declined } from './answers';
import type { BroadcastAction, BroadcastStarter } from './ports';

/** A start is answered by the server alone; an update needs a worker as well. */
const START_MS = 3_000;
const UPDATE_MS = 10_000;

/** The broadcast workflows through Temporal's client. */
export function createBroadcastClient(client: Client): BroadcastStarter {
  const start = (input: BroadcastInput) =>
    client.connection.withDeadline(Date.now() + START_MS, () =>
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
  const update = async (broadcastId: string, run: (handle: WorkflowHandle) => Promise<BroadcastView>) => {
    const handle = client.workflow.getHandle(broadcastWorkflowId(broadcastId));
    const perform = () => client.connection.withDeadline(Date.now() + UPDATE_MS, () => run(handle));
    return attempt(async () => ({ kind: 'updated' as const, view: await perform() }));
  };
  const started = async (input: BroadcastInput) => {
    const answer = await attempt(async () => {
      await start(input);
      return { kind: 'started' as const };
    });
    if (answer.kind === 'started' || answer.kind === 'unavailable') return answer;
    throw new Error(`Starting a broadcast was answered: ${answer.kind}`);
  };

  return {
    start: ({ accountId, broadcastId }, { startAt }) => started({ v: 1, accountId, broadcastId, startAt }),

    update: ({ broadcastId }, action) => update(broadcastId, (handle) => executeUpdate(handle, action)),

    async retryFailed({ accountId, broadcastId }, codes) {
      const answer = await update(broadcastId, (handle) =>
        handle.executeUpdate(retryFailedSends, { args: [{ codes }] }),
      );
      if (answer.kind !== 'not-running') return answer;
      return started({ v: 1, accountId, broadcastId, startAt: null, retryFailed: { codes } });
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

async function attempt<Done>(call: () => Promise<Done>): Promise<Done | Declined> {
  try {
    return await call();
  } catch (error) {
    return declinedBy(error);
  }
}
