import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import { TASK_QUEUES } from '../../workers/task-queues';
import {
  cancelOrder,
  CHECKOUT_WORKFLOW,
  checkoutWorkflowId,
  paymentReported,
  placeOrder,
  refundOrder,
  type CheckoutInput,
} from '../../workflows/shop/contract';
import { createCalls } from './calls';
import type { CheckoutStarter, OrderAddress, OrderEnded } from './ports';

/** An order is placed while its buyer waits; its end waits for the payment provider. */
const PLACE_MS = 5_000;
const END_MS = 15_000;

/** The checkout workflows through Temporal's client. An order that has ended is taken up again by what is asked. */
export function createCheckoutClient(client: Client): CheckoutStarter {
  const calls = createCalls(client);
  const end = async (
    order: OrderAddress,
    update: typeof cancelOrder | typeof refundOrder,
    reason: string,
  ): Promise<OrderEnded> => {
    const startWorkflowOperation = startOf(order);
    const answer = await calls.updateWithStart(
      () => client.workflow.executeUpdateWithStart(update, { startWorkflowOperation, args: [{ reason }] }),
      END_MS,
    );
    return answer.kind === 'updated' ? { kind: 'ended' } : answer;
  };
  return {
    async start(order) {
      const startWorkflowOperation = startOf(order);
      const answer = await calls.updateWithStart(
        () => client.workflow.executeUpdateWithStart(placeOrder, { startWorkflowOperation, args: [] }),
        PLACE_MS,
      );
      if (answer.kind === 'refused') throw new Error(`Placing an order was refused: ${answer.refusal}`);
      return answer.kind === 'updated' ? { kind: 'started' } : answer;
    },

    cancel: (order, reason) => end(order, cancelOrder, reason),

    refund: (order, reason) => end(order, refundOrder, reason),

    paymentReported: (order) =>
      calls.signalWithStart(() =>
        client.workflow.signalWithStart(CHECKOUT_WORKFLOW, {
          ...optionsOf(order),
          signal: paymentReported,
          signalArgs: [],
        }),
      ),
  };
}

function startOf(order: OrderAddress) {
  return new WithStartWorkflowOperation(CHECKOUT_WORKFLOW, {
    ...optionsOf(order),
    workflowIdConflictPolicy: 'USE_EXISTING' as const,
  });
}

function optionsOf({ accountId, orderId }: OrderAddress) {
  const input: CheckoutInput = { v: 1, accountId, orderId };
  return {
    workflowId: checkoutWorkflowId(orderId),
    taskQueue: TASK_QUEUES.checkout,
    args: [input] as [CheckoutInput],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
    staticSummary: 'One order, from its placing to its payment or its end',
  };
}
