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
import { declinedBy, type Declined } from './answers';
import type {
  ConversationAction,
  ConversationStarter,
  ConversationUpdated,
  DialogAddress,
  Unavailable,
} from './ports';

/** A signal is answered by the server alone; an update needs a worker as well. */
const CALL_MS = 3_000;
const UPDATE_MS = 10_000;

/** The conversation workflows through Temporal's client. */
export function createConversationClient(client: Client): ConversationStarter {
  const signalWithStart = (dialog: DialogAddress, signal: object) =>
    signalled(() =>
      client.connection.withDeadline(Date.now() + CALL_MS, () =>
        againIfCrossed(() =>
          client.workflow.signalWithStart(CONVERSATION_WORKFLOW, {
            ...startOptions(dialog),
            ...signal,
          } as never),
        ),
      ),
    );
  return {
    messageReceived: (dialog, message) =>
      signalWithStart(dialog, { signal: messageReceived, signalArgs: [message] }).then(asSignalled),
    start: (dialog, start) =>
      signalWithStart(dialog, { signal: conversationStarted, signalArgs: [start] }).then(asSignalled),
    close: ({ dialogId }, reason) =>
      signalled(() =>
        client.connection.withDeadline(Date.now() + CALL_MS, () =>
          client.workflow.getHandle(conversationWorkflowId(dialogId)).signal(conversationClosed, { reason }),
        ),
      ).then((answer) => {
        if (answer.kind === 'refused') throw new Error('A signal cannot be refused');
        return answer;
      }),
    update: (dialog, action) => updateWithStart(client, dialog, action),
  };
}

async function updateWithStart(
  client: Client,
  dialog: DialogAddress,
  action: ConversationAction,
): Promise<ConversationUpdated> {
  const startWorkflowOperation = new WithStartWorkflowOperation(CONVERSATION_WORKFLOW, {
    ...startOptions(dialog),
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
  try {
    const view = await client.connection.withDeadline(Date.now() + UPDATE_MS, () =>
      executeUpdate(client, startWorkflowOperation, action),
    );
    return { kind: 'updated', view };
  } catch (error) {
    const declined = declinedBy(error);
    if (declined.kind === 'not-running') throw error;
    return declined;
  }
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

async function signalled(call: () => Promise<unknown>): Promise<{ kind: 'signalled' } | Declined> {
  try {
    await call();
    return { kind: 'signalled' };
  } catch (error) {
    return declinedBy(error);
  }
}

function asSignalled(answer: { kind: 'signalled' } | Declined): { kind: 'signalled' } | Unavailable {
  if (answer.kind === 'signalled' || answer.kind === 'unavailable') return answer;
  throw new Error(`Signalling a conversation was answered: ${answer.kind}`);
}
