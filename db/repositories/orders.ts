import type { DataSource, EntityManager } from 'typeorm';
import { moveOrder, type OrderEvent } from '../../domain/shop/order';
import { stockChange } from '../../domain/shop/stock';
import { selectOrders, type Order, type OrderItem } from './order-rows';
import { orderOfKey, placeOrder, type CheckedOut, type Checkout } from './place-order';
import { lockGoods, moveStock } from './stock';
import { violatesUnique } from './unique-violation';

export type { CheckedOut, Checkout, Order, OrderItem };

/** What happened to an order; `reason` is shown to whoever asks. */
export interface OrderNews {
  accountId: string;
  orderId: number;
  event: OrderEvent;
  reason?: string | undefined;
  at: Date;
}

export type OrderMoved =
  /** `changed` is false for news that came before. */
  | { kind: 'moved'; order: Order; changed: boolean }
  | { kind: 'refused'; order: Order; refusal: string }
  | { kind: 'unknown-order' };

export type Orders = ReturnType<typeof createOrders>;

/** Orders and what they hold. Nothing here charges anybody. */
export function createOrders(db: DataSource) {
  const one = async (condition: string, parameters: unknown[]): Promise<Order | null> =>
    (await selectOrders(db, condition, parameters))[0] ?? null;

  return {
    /** Turns the user's cart into an order that waits for its payment, and holds the goods for it. */
    async checkout(checkout: Checkout): Promise<CheckedOut> {
      const earlier = await orderOfKey(db, checkout);
      if (earlier) return earlier;
      try {
        return await db.transaction((unit) => placeOrder(unit, checkout));
      } catch (error) {
        // Another user's request has taken the key in the meantime.
        if (violatesUnique(error, 'order_key_unique')) return { kind: 'key-reused' };
        throw error;
      }
    },

    get: (accountId: string, orderId: number): Promise<Order | null> =>
      one('orders.account_id = $1 AND orders.id = $2', [accountId, orderId]),

    /** Whatever its account: the token is the permission. */
    byToken: (token: string): Promise<Order | null> => one('orders.token = $1', [token]),

    /** Newest first. */
    ofUser: (page: {
      accountId: string;
      userId: number;
      limit: number;
      before: number | null;
    }): Promise<Order[]> =>
      selectOrders(
        db,
        `orders.account_id = $1 AND user_id = $2 AND ($3::int IS NULL OR orders.id < $3)
          ORDER BY orders.id DESC LIMIT $4`,
        [page.accountId, page.userId, page.before, page.limit],
      ),

    /** Takes news of an order: its state and its goods change together, each news once. */
    async record(news: OrderNews): Promise<OrderMoved> {
      return db.transaction((unit) => recordNews(unit, news));
    },

    /** Orders that still wait past their deadline, of all accounts, longest first. */
    overdue: (at: Date, limit: number): Promise<Order[]> =>
      selectOrders(db, `payment_status = 'pending' AND expires_at < $1 ORDER BY expires_at LIMIT $2`, [
        at,
        limit,
      ]),
  };
}

async function recordNews(unit: EntityManager, news: OrderNews): Promise<OrderMoved> {
  const { accountId, orderId, event, at } = news;
  await unit.query('SELECT id FROM orders WHERE account_id = $1 AND id = $2 FOR NO KEY UPDATE', [
    accountId,
    orderId,
  ]);
  const read = () => selectOrders(unit, 'orders.account_id = $1 AND orders.id = $2', [accountId, orderId]);
  const [order] = await read();
  if (!order) return { kind: 'unknown-order' };
  const decision = moveOrder(order.paymentStatus, event);
  if (decision.kind === 'refused') return { kind: 'refused', order, refusal: decision.refusal };
  if (decision.kind === 'unchanged') return { kind: 'moved', order, changed: false };
  const { goods } = decision;
  const movements = order.items.map(({ productId, quantity }) => ({
    productId,
    ...stockChange(goods, quantity),
  }));
  await lockGoods(
    unit,
    accountId,
    order.items.map(({ productId }) => productId),
  );
  await moveStock(unit, { accountId, orderId }, movements);
  await unit.query(
    `UPDATE orders SET payment_status = $3, status_reason = $4, updated_at = $5,
            paid_at = CASE WHEN $3 = 'paid' THEN $5 ELSE paid_at END,
            settled_at = CASE WHEN $3 = 'paid' THEN settled_at ELSE $5 END
      WHERE account_id = $1 AND id = $2`,
    [accountId, orderId, event, news.reason ?? null, at],
  );
  const [moved] = await read();
  return { kind: 'moved', order: moved ?? order, changed: true };
}
