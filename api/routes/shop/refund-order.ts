import type { Order } from '../../../db/repositories/orders';
import type { ApiDeps } from '../../api-deps';
import { notFound, problem, type Problem } from '../../problems';
import type { Cancelling } from './cancel-order';

const AWAY = 'The refund was not finished in time. Ask again: money is given back once.';

/** Gives the money of a paid order back through its checkout, and takes the goods back. */
export async function refundOrder(
  { accountId, orderId, reason }: Cancelling,
  { orders, checkoutStarter }: Pick<ApiDeps, 'orders' | 'checkoutStarter'>,
): Promise<{ kind: 'refunded'; order: Order } | Problem> {
  const order = await orders.get(accountId, orderId);
  if (!order) return notFound('order');
  const asked = await checkoutStarter.refund({ accountId, orderId }, reason);
  if (asked.kind === 'refused') return problem('conflict', asked.refusal);
  if (asked.kind === 'unavailable') return problem('unavailable', AWAY);
  return { kind: 'refunded', order: (await orders.get(accountId, orderId)) ?? order };
}
