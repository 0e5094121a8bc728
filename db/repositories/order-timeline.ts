import type { DataSource } from 'typeorm';
import type { SendState } from '../../domain/messaging/send';
import type { OrderMomentKind } from '../../domain/shop/order';
import { ORDER_OCCASIONS, orderMessageKey, templateKeyOf } from '../../domain/shop/order-messages';
import { returnedRows } from './send-mapping';

/** One thing that happened to an order. */
export interface OrderMoment {
  at: Date;
  kind: OrderMomentKind;
  /** The provider; why it ended; of what the contact was told. */
  what: string | null;
  /** Of what was told. */
  state: SendState | null;
}

export type OrderTimeline = ReturnType<typeof createOrderTimeline>;

/** What happened to an order, read from the rows that keep it. */
export function createOrderTimeline(db: DataSource) {
  return {
    /** The oldest first. */
    async of(accountId: string, orderId: number): Promise<OrderMoment[]> {
      const keys = ORDER_OCCASIONS.flatMap((occasion) => {
        const key = orderMessageKey(orderId, occasion);
        return [key, templateKeyOf(key)];
      });
      return returnedRows<OrderMoment>(await db.query(MOMENTS, [accountId, orderId, keys]));
    },
  };
}

const MOMENTS = `
  SELECT at, kind, what, state FROM (
    SELECT created_at AS at, 1 AS place, 'placed' AS kind, NULL AS what, NULL AS state
      FROM orders WHERE account_id = $1 AND id = $2
    UNION ALL SELECT created_at, 2, 'opened', provider, NULL
      FROM payment_session WHERE account_id = $1 AND order_id = $2
    UNION ALL SELECT created_at, 3, 'taken', provider, NULL
      FROM payment WHERE account_id = $1 AND order_id = $2
    UNION ALL SELECT paid_at, 4, 'paid', NULL, NULL
      FROM orders WHERE account_id = $1 AND id = $2 AND paid_at IS NOT NULL
    UNION ALL SELECT settled_at, 5, payment_status, status_reason, NULL
      FROM orders WHERE account_id = $1 AND id = $2 AND settled_at IS NOT NULL
    UNION ALL SELECT updated_at, 6, 'returned', provider, NULL
      FROM payment WHERE account_id = $1 AND order_id = $2 AND state = 'returned'
    UNION ALL SELECT created_at, 7, 'told', split_part(idempotency_key, ':', 3), state
      FROM send WHERE account_id = $1 AND idempotency_key = ANY($3)
  ) moment ORDER BY at, place`;
