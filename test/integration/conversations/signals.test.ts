import { Client, type WorkflowClientInterceptor } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { randomUUID } from 'node:crypto';
import { createConversationClient } from '../../../api/temporal/conversation-client';
import { conversationWorkflowId } from '../../../workflows/conversations/contract';
import { connectToTemporalDev } from '../../support/temporal-dev';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await connectToTemporalDev();
});
afterAll(() => env.teardown());

/** What was asked of Temporal, in order. */
let asked: string[];
let interceptor: WorkflowClientInterceptor;
beforeEach(() => {
  asked = [];
  interceptor = {
    signal: (input, next) => {
      asked.push('signal');
      return next(input);
    },
    signalWithStart: (input, next) => {
      asked.push('signal or start');
      return next(input);
    },
  };
});

/** A process's own client, and a dialog whose workflow no worker runs: it stays where it was begun. */
function begin() {
  const { connection } = env;
  const starter = createConversationClient(
    new Client({ connection, interceptors: { workflow: [interceptor] } }),
  );
  const dialog = { accountId: randomUUID(), dialogId: randomUUID() };
  const handle = env.client.workflow.getHandle(conversationWorkflowId(dialog.dialogId));
  const write = (messageId: string) => starter.messageReceived(dialog, { messageId, hasFile: false });
  return { starter, dialog, handle, write };
}

type Handle = ReturnType<typeof begin>['handle'];

async function messagesOf(handle: Handle): Promise<unknown[]> {
  const { events } = await handle.fetchHistory();
  const signals = (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: one }) => one ?? []);
  return signals.map(({ input }) => {
    const message: unknown = JSON.parse(Buffer.from(input?.payloads?.[0]?.data ?? []).toString());
    return (message as { messageId: unknown }).messageId;
  });
}

describe('the messages of a conversation', () => {
  it('are signalled plainly once this process has begun it, each once and in their order', async () => {
    const { handle, write } = begin();
    for (const id of ['a', 'b', 'c']) await expect(write(id)).resolves.toEqual({ kind: 'signalled' });
    expect(asked).toEqual(['signal or start', 'signal', 'signal']);
    expect(await messagesOf(handle)).toEqual(['a', 'b', 'c']);
    await handle.terminate();
  });

  it('begin it anew when its run was ended meanwhile', async () => {
    const { handle, write } = begin();
    await write('a');
    const first = await handle.describe();
    await handle.terminate();
    await expect(write('b')).resolves.toEqual({ kind: 'signalled' });
    expect(asked).toEqual(['signal or start', 'signal', 'signal or start']);
    const second = await handle.describe();
    expect(second.status.name).toBe('RUNNING');
    expect(second.runId).not.toBe(first.runId);
    expect(await messagesOf(handle)).toEqual(['b']);
    await handle.terminate();
  });

  it('begin it anew once when several of them find that its run was ended', async () => {
    const { handle, write } = begin();
    await write('a');
    await handle.terminate();
    const ids = ['b', 'c', 'd', 'e'];
    const answers = await Promise.all(ids.map(write));
    expect(answers).toEqual(ids.map(() => ({ kind: 'signalled' })));
    expect(new Set(await messagesOf(handle))).toEqual(new Set(ids));
    await handle.terminate();
  });

  it('begin it themselves where another process knew it', async () => {
    const { dialog, handle, write } = begin();
    await write('a');
    const other = begin().starter;
    await other.messageReceived(dialog, { messageId: 'b', hasFile: false });
    expect(asked).toEqual(['signal or start', 'signal or start']);
    expect(await messagesOf(handle)).toEqual(['a', 'b']);
    await handle.terminate();
  });
});
