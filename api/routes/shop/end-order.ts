import type { Order } from '../../../db/repositories/orders';
import type { ApiDeps } from '../../api-deps';
import { notFound, problem, type Problem } from '../../problems';

export interface Cancelling {
  accountId: string;
  orderId: number;
  reason: string;
}

const AWAY = 'Temporal cannot be reached to cancel the order. Nothing was changed.';

/** Cancels by the order's checkout where one runs, so that it is not paid meanwhile; otherwise by its row. */
export async function cancelOrder(
  { accountId, orderId, reason }: Cancelling,
  { orders, checkoutStarter, now }: Pick<ApiDeps, 'orders' | 'checkoutStarter' | 'now'>,
): Promise<{ kind: 'cancelled'; order: Order } | Problem> {
  const order = await orders.get(accountId, orderId);
  if (!order) return notFound('order');
  const asked = await checkoutStarter.cancel({ accountId, orderId }, reason);
  if (asked.kind === 'refused') return problem('conflict', asked.refusal);
  if (asked.kind === 'unavailable') return problem('unavailable', AWAY);
  if (asked.kind === 'not-running') {
    const news = { accountId, orderId, event: 'cancelled' as const, reason, at: new Date(now()) };
    const moved = await orders.record(news);
    if (moved.kind === 'refused') return problem('conflict', moved.refusal);
  }
  return { kind: 'cancelled', order: (await orders.get(accountId, orderId)) ?? order };
}
