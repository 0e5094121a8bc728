import {
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  type Client,
  type Workflow,
} from '@temporalio/client';
import { TASK_QUEUES } from '../../workers/task-queues';
import {
  CONVERSATION_WORKFLOW,
  conversationClosed,
  conversationStarted,
  conversationWorkflowId,
  handOff,
  messageReceived,
  migrateConversation,
  returnToBot,
  type ConversationInput,
  type ConversationView,
} from '../../workflows/conversations/contract';
import { createCalls } from './calls';
import type { ConversationAction, ConversationStarter, DialogAddress } from './ports';

/** The conversation workflows through Temporal's client. */
export function createConversationClient(client: Client): ConversationStarter {
  const calls = createCalls(client);
  const signalWithStart = (dialog: DialogAddress, signal: object) =>
    calls.signalWithStart(() =>
      againIfCrossed(() =>
        client.workflow.signalWithStart(CONVERSATION_WORKFLOW, {
          ...startOptions(dialog),
          ...signal,
        } as never),
      ),
    );
  return {
    messageReceived: (dialog, message) =>
      signalWithStart(dialog, { signal: messageReceived, signalArgs: [message] }),
    start: (dialog, start) => signalWithStart(dialog, { signal: conversationStarted, signalArgs: [start] }),
    close: ({ dialogId }, reason) =>
      calls.signal(() =>
        client.workflow.getHandle(conversationWorkflowId(dialogId)).signal(conversationClosed, { reason }),
      ),
    update: (dialog, action) => {
      const startWorkflowOperation = new WithStartWorkflowOperation(CONVERSATION_WORKFLOW, {
        ...startOptions(dialog),
        workflowIdConflictPolicy: 'USE_EXISTING',
      });
      return calls.updateWithStart(() => executeUpdate(client, startWorkflowOperation, action));
    },
  };
}

function executeUpdate(
  client: Client,
  startWorkflowOperation: WithStartWorkflowOperation<Workflow>,
  action: ConversationAction,
): Promise<ConversationView> {
  switch (action.kind) {
    case 'hand-off': {
      const { until, reason } = action;
      return client.workflow.executeUpdateWithStart(handOff, {
        startWorkflowOperation,
        args: [{ until, reason }],
      });
    }
    case 'return':
      return client.workflow.executeUpdateWithStart(returnToBot, { startWorkflowOperation, args: [] });
    case 'migrate':
      return client.workflow.executeUpdateWithStart(migrateConversation, {
        startWorkflowOperation,
        args: [{ version: action.version }],
      });
  }
}

function startOptions({ accountId, dialogId }: DialogAddress) {
  const input: ConversationInput = { v: 1, accountId, dialogId };
  return {
    workflowId: conversationWorkflowId(dialogId),
    taskQueue: TASK_QUEUES.conversations,
    args: [input] as [ConversationInput],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
    staticSummary: 'One contact talking with one bot',
  };
}

/** Of several first signals at once, all but one may find that the workflow was started meanwhile. */
async function againIfCrossed<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return call();
    throw error;
  }
}
