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
  type CheckoutView,
} from '../../workflows/shop/contract';
import { declinedBy } from './answers';
import type {
  CheckoutCancelled,
  CheckoutRefunded,
  CheckoutStarter,
  OrderAddress,
  Unavailable,
} from './ports';

/** A signal is answered by the server alone; an update needs a worker, and a refund the payment provider as well. */
const SIGNAL_MS = 3_000;
const PLACE_MS = 5_000;
const END_MS = 15_000;

/** The checkout workflows through Temporal's client. An order that has ended is taken up again by what is asked. */
export function createCheckoutClient(client: Client): CheckoutStarter {
  const update = (
    order: OrderAddress,
    ms: number,
    ask: (operation: ReturnType<typeof startOf>) => Promise<CheckoutView>,
  ) => updated(() => client.connection.withDeadline(Date.now() + ms, () => ask(startOf(order))));

  return {
    async start(order) {
      const answer = await update(order, PLACE_MS, (startWorkflowOperation) =>
        client.workflow.executeUpdateWithStart(placeOrder, { startWorkflowOperation, args: [] }),
      );
      if (answer.kind === 'refused') throw new Error(`Placing an order was refused: ${answer.refusal}`);
      return answer.kind === 'updated' ? { kind: 'started' } : answer;
    },

    async cancel(order, reason): Promise<CheckoutCancelled> {
      const answer = await update(order, END_MS, (startWorkflowOperation) =>
        client.workflow.executeUpdateWithStart(cancelOrder, { startWorkflowOperation, args: [{ reason }] }),
      );
      return answer.kind === 'updated' ? { kind: 'cancelled' } : answer;
    },

    async refund(order, reason): Promise<CheckoutRefunded> {
      const answer = await update(order, END_MS, (startWorkflowOperation) =>
        client.workflow.executeUpdateWithStart(refundOrder, { startWorkflowOperation, args: [{ reason }] }),
      );
      return answer.kind === 'updated' ? { kind: 'refunded' } : answer;
    },

    async paymentReported(order) {
      const { workflowId, ...options } = optionsOf(order);
      try {
        await client.connection.withDeadline(Date.now() + SIGNAL_MS, () =>
          client.workflow.signalWithStart(CHECKOUT_WORKFLOW, {
            ...options,
            workflowId,
            signal: paymentReported,
            signalArgs: [],
          }),
        );
        return { kind: 'signalled' };
      } catch (error) {
        const declined = declinedBy(error);
        if (declined.kind === 'unavailable') return declined;
        throw error;
      }
    },
  };
}

type Answer = { kind: 'updated' } | { kind: 'refused'; refusal: string } | Unavailable;

async function updated(ask: () => Promise<CheckoutView>): Promise<Answer> {
  try {
    await ask();
    return { kind: 'updated' };
  } catch (error) {
    const declined = declinedBy(error);
    // With start, there is always one to ask.
    if (declined.kind === 'not-running') throw error;
    return declined;
  }
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
