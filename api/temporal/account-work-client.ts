import type { Client } from '@temporalio/client';
import type { AccountWork } from '../../db/repositories/account-removal';
import { broadcastWorkflowId } from '../../workflows/broadcasts/contract';
import { conversationWorkflowId } from '../../workflows/conversations/contract';
import { sendWorkflowId } from '../../workflows/messaging/contract';
import { enrollmentWorkflowId } from '../../workflows/programs/contract';
import { checkoutWorkflowId } from '../../workflows/shop/contract';
import { createCalls } from './calls';
import type { AccountWorkEnder } from './ports';

/** So many calls at once; each is short. */
const ABREAST = 16;
/** Longer than for a signal: one of hundreds that is late would have all of it asked for once more. */
const TERMINATE_MS = 15_000;

/** Terminates what runs for an account: there is nothing left that a workflow could still do. */
export function createAccountWorkClient(client: Client): AccountWorkEnder {
  const calls = createCalls(client);
  const terminate = (workflowId: string) =>
    calls.signal(
      () => client.workflow.getHandle(workflowId).terminate('the account is removed'),
      TERMINATE_MS,
    );
  return {
    async endAll(work) {
      const ids = workflowIdsOf(work);
      for (let next = 0; next < ids.length; next += ABREAST) {
        const answers = await Promise.all(ids.slice(next, next + ABREAST).map(terminate));
        if (answers.some(({ kind }) => kind === 'unavailable')) return { kind: 'unavailable' };
      }
      return { kind: 'ended' };
    },
  };
}

function workflowIdsOf(work: AccountWork): string[] {
  return [
    ...work.enrollmentIds.map(enrollmentWorkflowId),
    ...work.dialogIds.map(conversationWorkflowId),
    ...work.broadcastIds.map(broadcastWorkflowId),
    ...work.orderIds.map(checkoutWorkflowId),
    ...work.sendIds.map(sendWorkflowId),
  ];
}
