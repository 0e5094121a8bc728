import { allHandlersFinished, CancellationScope, condition, proxyActivities } from '@temporalio/workflow';
import type { CheckoutActivities } from '../../activities/checkout.activities';
import type { OrderOccasion } from '../../domain/shop/order-messages';
import type { PaymentStatus } from '../../domain/shop/order';
import type { CheckoutInput, CheckoutResult, CheckoutView } from './contract';
import { acceptRequests, type Desk, type Request } from './requests';
import { showCheckout } from './readable';

/** How soon what a killed worker had begun is taken up again. */
const heartbeatTimeout = '10 seconds';

/** Reads and writes of the order alone. */
const { readOrder, endOrder } = proxyActivities<Pick<CheckoutActivities, 'readOrder' | 'endOrder'>>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '30 seconds' },
});
/** Providers are asked again until they answer: an order must not stay between two states. */
const activities = proxyActivities<CheckoutActivities>({
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout,
  retry: { initialInterval: '500 milliseconds', maximumInterval: '5 minutes' },
});
/** A message that cannot go out for so long is old news. */
const { tellContact } = proxyActivities<Pick<CheckoutActivities, 'tellContact'>>({
  startToCloseTimeout: '1 minute',
  heartbeatTimeout,
  scheduleToCloseTimeout: '6 hours',
  retry: { initialInterval: '1 second', maximumInterval: '5 minutes' },
});

const MINUTE = 60_000;
const REMIND_AFTER_MS = 30 * MINUTE;
/** When the provider is asked what was paid, after the order's placing; from the last on, each hour. */
const ASK_AFTER_MS = [2 * MINUTE, 10 * MINUTE, 45 * MINUTE, 80 * MINUTE];

/**
 * One order from its placing to its payment or its end. Waits for the payment, by signal or by asking; reminds once;
 * ends the order at its deadline. Money and goods are only moved by activities that may run twice and by compensations
 * that cannot be cancelled half-way. An order that has ended is taken up again by a late payment or a refund.
 */
export async function checkoutWorkflow(input: CheckoutInput): Promise<CheckoutResult> {
  const ref = { accountId: input.accountId, orderId: input.orderId };
  const desk = acceptRequests();
  desk.view = await readOrder(ref);
  showCheckout(desk.view);
  // Beside everything else: an order is cancelled and ends although its provider is away.
  const opening = new CancellationScope();
  void opening
    .run(() => activities.openSession(ref))
    .then(
      () => (desk.isOpen = true),
      () => undefined,
    );
  do {
    await untilSettled(ref, desk);
    opening.cancel();
    // Somebody who asks of an order that has ended only now comes to it.
    await condition(() => allHandlersFinished() || hasWork(desk));
  } while (hasWork(desk));
  return { status: desk.view.status };
}

type Ref = Pick<CheckoutInput, 'accountId' | 'orderId'>;

async function untilSettled(ref: Ref, desk: Desk): Promise<void> {
  const plan = planOf(desk.view ?? (await readOrder(ref)));
  while (isPending(desk) || hasWork(desk)) {
    const due = await nextThing(desk, plan);
    // What was begun is brought to its end, also when somebody cancels the workflow.
    await CancellationScope.nonCancellable(() => take(ref, desk, due));
  }
}

interface Plan {
  remindAt: number;
  askAt: number[];
  expiresAt: number;
}
type Due = { kind: 'news' | 'remind' | 'ask' | 'expire' } | { kind: 'request'; request: Request };

function planOf({ createdAt, expiresAt }: CheckoutView): Plan {
  const begun = Math.max(Date.now(), createdAt);
  const askAt = ASK_AFTER_MS.map((after) => createdAt + after);
  for (let at = createdAt + 120 * MINUTE; at < expiresAt; at += 60 * MINUTE) askAt.push(at);
  return {
    remindAt: createdAt + REMIND_AFTER_MS,
    askAt: askAt.filter((at) => at > begun && at < expiresAt),
    expiresAt,
  };
}

async function nextThing(desk: Desk, plan: Plan): Promise<Due> {
  if (isPending(desk) && !hasWork(desk)) {
    const at = Math.min(plan.remindAt, plan.askAt[0] ?? plan.expiresAt, plan.expiresAt);
    await condition(() => hasWork(desk), Math.max(1, at - Date.now()));
  }
  if (desk.hasNews) {
    desk.hasNews = false;
    return { kind: 'news' };
  }
  const request = desk.requests.shift();
  return request ? { kind: 'request', request } : dueByTime(plan);
}

function dueByTime(plan: Plan): Due {
  const now = Date.now();
  if (now >= plan.expiresAt) return { kind: 'expire' };
  if (now >= plan.remindAt) {
    plan.remindAt = Infinity;
    return { kind: 'remind' };
  }
  while ((plan.askAt[0] ?? Infinity) <= now) plan.askAt.shift();
  return { kind: 'ask' };
}

async function take(ref: Ref, desk: Desk, due: Due): Promise<void> {
  switch (due.kind) {
    case 'news':
      return settleAs(ref, desk, activities.settlePayments);
    case 'ask':
      return settleAs(ref, desk, activities.checkPayments);
    case 'remind':
      return tell(ref, 'reminder');
    case 'expire':
      return end(ref, desk, { event: 'expired', reason: null });
    case 'request':
      return answer(ref, desk, due.request);
  }
}

async function settleAs(ref: Ref, desk: Desk, look: CheckoutActivities['settlePayments']): Promise<void> {
  const before = desk.view?.status;
  const { gaveBack, ...view } = await look(ref);
  arrive(desk, view);
  if (view.status !== before && isTold(view.status)) await tell(ref, view.status);
  if (gaveBack) await tell(ref, 'returned');
}

/** The session first, then one more look: whoever paid at the last moment has paid. */
async function end(
  ref: Ref,
  desk: Desk,
  { event, reason }: { event: 'expired' | 'cancelled'; reason: string | null },
): Promise<void> {
  await activities.closeSession(ref);
  await settleAs(ref, desk, activities.checkPayments);
  if (!isPending(desk)) return;
  arrive(desk, await endOrder({ ...ref, event, reason }));
  await tell(ref, event);
}

async function answer(ref: Ref, desk: Desk, request: Request): Promise<void> {
  const { kind, reason } = request;
  if (kind === 'cancel') await end(ref, desk, { event: 'cancelled', reason });
  else await settleAs(ref, desk, () => activities.refundPayment({ ...ref, reason }));
  request.done = true;
}

function arrive(desk: Desk, view: CheckoutView): void {
  desk.view = view;
  showCheckout(view);
}

/** That nobody can be told keeps nothing from going on. */
async function tell(ref: Ref, occasion: OrderOccasion): Promise<void> {
  await tellContact.executeWithOptions({ summary: occasion }, [{ ...ref, occasion }]).catch(() => undefined);
}

function hasWork({ hasNews, requests }: Desk): boolean {
  return hasNews || requests.length > 0;
}

function isPending({ view }: Desk): boolean {
  return view?.status === 'pending';
}

function isTold(status: PaymentStatus): status is Exclude<PaymentStatus, 'pending'> {
  return status !== 'pending';
}
