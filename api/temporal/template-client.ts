import type { Client } from '@temporalio/client';
import { TASK_QUEUES } from '../../workers/task-queues';
import {
  TEMPLATE_SYNC_WORKFLOW,
  templateSyncWorkflowId,
  type TemplateSyncInput,
} from '../../workflows/templates/contract';
import { createCalls } from './calls';
import type { TemplateSyncer } from './ports';

/** Starts the workflow that looks at the lists of one account's templates. */
export function createTemplateClient(client: Client): TemplateSyncer {
  const calls = createCalls(client);
  return {
    start: (accountId) => {
      const input: TemplateSyncInput = { v: 1, accountId };
      return calls.start(() =>
        client.workflow.start(TEMPLATE_SYNC_WORKFLOW, {
          workflowId: templateSyncWorkflowId(accountId),
          taskQueue: TASK_QUEUES.sweeps,
          args: [input],
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          staticSummary: "The account's templates, as providers list them",
        }),
      );
    },
  };
}
