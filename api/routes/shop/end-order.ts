import type { Order } from '../../../db/repositories/orders';
import type { ApiDeps } from '../../api-deps';
import { notFound, problem, type Problem } from '../../problems';

export interface OrderEnding {
  /** `refund` gives the money of a paid order back, and takes the goods back. */
  how: 'cancel' | 'refund';
  accountId: string;
  orderId: number;
  reason: string;
}

const AWAY = {
  cancel: 'Temporal cannot be reached to cancel the order. Nothing was changed.',
  refund: 'The refund was not finished in time. Ask again: money is given back once.',
};

/** Ends an order through its checkout, so that it is not paid, or paid back, meanwhile by anybody else. */
export async function endOrder(
  { how, accountId, orderId, reason }: OrderEnding,
  { orders, checkoutStarter }: Pick<ApiDeps, 'orders' | 'checkoutStarter'>,
): Promise<{ kind: 'ended'; order: Order } | Problem> {
  const order = await orders.get(accountId, orderId);
  if (!order) return notFound('order');
  const asked = await checkoutStarter[how]({ accountId, orderId }, reason);
  if (asked.kind === 'refused') return problem('conflict', asked.refusal);
  if (asked.kind === 'unavailable') return problem('unavailable', AWAY[how]);
  return { kind: 'ended', order: (await orders.get(accountId, orderId)) ?? order };
}
