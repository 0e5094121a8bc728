import type { DataSource } from 'typeorm';
import { cartTotal, type CartLine, type CartStatus } from '../../domain/shop/cart';
import type { Currency, Money } from '../../domain/shop/money';
import type { PaymentStatus } from '../../domain/shop/order';
import { selectOrders, type Order } from './order-rows';
import { returnedRows } from './send-mapping';

/** Whose an order or a cart is, as far as it is known. */
export interface Buyer {
  id: number;
  name: string | null;
  phone: string | null;
}

export interface ListedCart {
  id: number;
  status: CartStatus;
  buyer: Buyer;
  lines: CartLine[];
  total: Money | null;
  remindedAt: Date | null;
  updatedAt: Date;
}

/** One page, the newest first. */
interface Page {
  accountId: string;
  limit: number;
  /** The number of the last one of the page before; null for the first page. */
  before: number | null;
}

interface RawCart extends Omit<ListedCart, 'lines' | 'total' | 'buyer'> {
  userId: number;
  lines: (Omit<CartLine, 'unitPrice'> & { minor: number; currency: Currency })[];
}

export type ShopLists = ReturnType<typeof createShopLists>;

/** What all users bought, and what they are about to buy, for whoever runs the shop. */
export function createShopLists(db: DataSource) {
  const buyersOf = async (accountId: string, ids: readonly number[]): Promise<ReadonlyMap<number, Buyer>> => {
    const sql = 'SELECT id, name, phone FROM users WHERE account_id = $1 AND id = ANY($2)';
    const rows = returnedRows<Buyer>(await db.query(sql, [accountId, ids]));
    return new Map(rows.map((buyer) => [buyer.id, buyer]));
  };

  return {
    async orders({
      accountId,
      limit,
      before,
      status,
    }: Page & { status: PaymentStatus | null }): Promise<(Order & { buyer: Buyer })[]> {
      const orders = await selectOrders(
        db,
        `orders.account_id = $1 AND ($2::int IS NULL OR orders.id < $2)
          AND ($3::text IS NULL OR payment_status = $3) ORDER BY orders.id DESC LIMIT $4`,
        [accountId, before, status, limit],
      );
      const buyers = await buyersOf(
        accountId,
        orders.map(({ userId }) => userId),
      );
      return orders.map((order) => ({ ...order, buyer: buyers.get(order.userId) ?? nobody(order.userId) }));
    },

    /** Those that something was put into. */
    async carts({
      accountId,
      limit,
      before,
      status,
    }: Page & { status: ListedCart['status'] | null }): Promise<ListedCart[]> {
      const rows = returnedRows<RawCart>(await db.query(CARTS, [accountId, before, status, limit]));
      const buyers = await buyersOf(
        accountId,
        rows.map(({ userId }) => userId),
      );
      return rows.map(({ userId, lines: raw, ...cart }) => {
        const lines = raw.map(({ minor, currency, ...line }) => ({
          ...line,
          unitPrice: { minor, currency },
        }));
        return { ...cart, lines, total: cartTotal(lines), buyer: buyers.get(userId) ?? nobody(userId) };
      });
    },
  };
}

/** One whose row an erasure took away in between. */
function nobody(id: number): Buyer {
  return { id, name: null, phone: null };
}

const CARTS = `
  SELECT carts.id, status, user_id AS "userId", reminded_at AS "remindedAt", updated_at AS "updatedAt",
         held.lines
    FROM carts
    JOIN LATERAL (
      SELECT json_agg(json_build_object('productId', product_id, 'name', name, 'quantity', quantity,
                                        'minor', unit_price_minor, 'currency', currency) ORDER BY position) AS lines
        FROM cart_items item WHERE item.account_id = carts.account_id AND item.cart_id = carts.id) held
      ON held.lines IS NOT NULL
   WHERE carts.account_id = $1 AND ($2::int IS NULL OR carts.id < $2) AND ($3::text IS NULL OR status = $3)
   ORDER BY carts.id DESC LIMIT $4`;
