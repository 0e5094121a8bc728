import {
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
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
  type ReceivedMessage,
  type StartRequest,
} from '../../workflows/conversations/contract';
import { createCalls } from './calls';
import { createLatelySignalled } from './lately-signalled';
import type { ConversationAction, ConversationStarter, DialogAddress } from './ports';

/** A signal of a conversation, with what it says. */
type News =
  | { signal: typeof messageReceived; signalArgs: [ReceivedMessage] }
  | { signal: typeof conversationStarted; signalArgs: [StartRequest] };

/** The conversation workflows through Temporal's client. */
export function createConversationClient(client: Client): ConversationStarter {
  const calls = createCalls(client);
  const running = createLatelySignalled();
  const signalOrStart = (dialog: DialogAddress, news: News) =>
    calls.signalWithStart(async () => {
      const taken = running.has(dialog.dialogId) && (await signalRunning(client, dialog, news));
      if (!taken) await againIfCrossed(() => signalWithStart(client, dialog, news));
      running.add(dialog.dialogId);
    });
  return {
    messageReceived: (dialog, message) =>
      signalOrStart(dialog, { signal: messageReceived, signalArgs: [message] }),
    start: (dialog, start) => signalOrStart(dialog, { signal: conversationStarted, signalArgs: [start] }),
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

/**
 * Spares Temporal the reading of all that a start would need. False when no run is left: whatever ended it, the
 * signal went into none.
 */
async function signalRunning(client: Client, { dialogId }: DialogAddress, news: News): Promise<boolean> {
  const handle = client.workflow.getHandle(conversationWorkflowId(dialogId));
  try {
    await handle.signal<unknown[]>(news.signal.name, ...news.signalArgs);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

function signalWithStart(client: Client, dialog: DialogAddress, news: News): Promise<unknown> {
  return client.workflow.signalWithStart(CONVERSATION_WORKFLOW, {
    ...startOptions(dialog),
    ...news,
  } as never);
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
