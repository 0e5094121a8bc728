import type { EntityManager } from 'typeorm';
import type { Currency, Money } from '../../domain/shop/money';
import type { PaymentStatus } from '../../domain/shop/order';
import { returnedRows } from './send-mapping';

/** What was bought, as it was called and what it cost when it was ordered. */
export interface OrderItem {
  productId: number;
  sku: string;
  name: string;
  quantity: number;
  unitPrice: Money;
}

export interface Order {
  /** Its number: told to people, and no permission to see it. */
  id: number;
  accountId: string;
  userId: number;
  /** Where the user is one; whom messages about the order go to. */
  contactId: string | null;
  cartId: number;
  /** Whoever has it may see and pay the order. */
  token: string;
  email: string | null;
  items: OrderItem[];
  total: Money;
  paymentStatus: PaymentStatus;
  /** Why it was cancelled or refunded. */
  statusReason: string | null;
  createdAt: Date;
  /** Until when it waits for its payment. */
  expiresAt: Date;
  paidAt: Date | null;
}

interface RawOrder extends Omit<Order, 'total' | 'items'> {
  totalMinor: number;
  currency: Currency;
  items: (Omit<OrderItem, 'unitPrice'> & { minor: number })[];
}

const SELECT = `
  SELECT orders.id, orders.account_id AS "accountId", user_id AS "userId", users.contact_id AS "contactId",
         cart_id AS "cartId", token, orders.email, total_minor::float8 AS "totalMinor", currency,
         payment_status AS "paymentStatus", status_reason AS "statusReason", orders.created_at AS "createdAt",
         expires_at AS "expiresAt", paid_at AS "paidAt",
         (SELECT json_agg(json_build_object('productId', product_id, 'sku', sku, 'name', name, 'quantity', quantity,
                                            'minor', unit_price_minor) ORDER BY position)
            FROM order_items item WHERE item.order_id = orders.id) AS items
    FROM orders JOIN users ON users.account_id = orders.account_id AND users.id = orders.user_id`;

/** Orders as the domain has them; the condition may name `orders` and `users`. */
export async function selectOrders(
  unit: Pick<EntityManager, 'query'>,
  condition: string,
  parameters: unknown[],
): Promise<Order[]> {
  return returnedRows<RawOrder>(await unit.query(`${SELECT} WHERE ${condition}`, parameters)).map(
    ({ totalMinor, currency, items, ...order }) => ({
      ...order,
      total: { minor: totalMinor, currency },
      items: items.map(({ minor, ...item }) => ({ ...item, unitPrice: { minor, currency } })),
    }),
  );
}
