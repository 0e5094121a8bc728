import { ApplicationFailure, condition, setHandler } from '@temporalio/workflow';
import { moveOrder, type OrderEvent } from '../../domain/shop/order';
import {
  cancelOrder,
  getCheckout,
  paymentReported,
  placeOrder,
  refundOrder,
  type CheckoutView,
} from './contract';

/** What somebody asks of an order; taken in its place among the news. */
export interface Request {
  kind: 'cancel' | 'refund';
  reason: string;
  done: boolean;
}

/** What waits for a checkout, and where the order stands. */
export interface Desk {
  view: CheckoutView | null;
  /** Set when there is an address to pay at. */
  isOpen: boolean;
  hasNews: boolean;
  requests: Request[];
}

const EVENTS: Record<Request['kind'], OrderEvent> = { cancel: 'cancelled', refund: 'refunded' };

/** Takes signals and updates from the first moment of a run. */
export function acceptRequests(): Desk {
  const desk: Desk = { view: null, isOpen: false, hasNews: false, requests: [] };
  setHandler(paymentReported, () => {
    desk.hasNews = true;
  });
  setHandler(placeOrder, async () => {
    await condition(() => desk.isOpen || (desk.view !== null && desk.view.status !== 'pending'));
    return viewOf(desk);
  });
  setHandler(cancelOrder, ({ reason }) => ask(desk, { kind: 'cancel', reason, done: false }));
  setHandler(refundOrder, ({ reason }) => ask(desk, { kind: 'refund', reason, done: false }));
  setHandler(getCheckout, () => desk.view);
  return desk;
}

/** Refuses what the order's state does not allow, before and after its turn came. */
async function ask(desk: Desk, request: Request): Promise<CheckoutView> {
  await condition(() => desk.view !== null);
  const event = EVENTS[request.kind];
  const before = moveOrder(viewOf(desk).status, event);
  if (before.kind === 'refused') refuse(before.refusal);
  if (before.kind === 'unchanged') return viewOf(desk);
  desk.requests.push(request);
  await condition(() => request.done);
  const view = viewOf(desk);
  const after = moveOrder(view.status, event);
  if (after.kind === 'refused') refuse(after.refusal);
  return view;
}

function viewOf({ view }: Desk): CheckoutView {
  if (!view) throw new Error('A checkout that was asked knows its order');
  return view;
}

function refuse(refusal: string): never {
  throw ApplicationFailure.nonRetryable(refusal, 'Refused');
}
