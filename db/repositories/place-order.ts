import { createHash, randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { CartChange, CartLine } from '../../domain/shop/cart';
import type { Money } from '../../domain/shop/money';
import { PAYMENT_DEADLINE_MS } from '../../domain/shop/order';
import { stockChange } from '../../domain/shop/stock';
import { lockCart, type CartView } from './cart-rows';
import { refreshLines } from './carts';
import { selectOrders, type Order } from './order-rows';
import { returnedRows } from './send-mapping';
import { moveStock } from './stock';

/** A wish to buy what is in the user's cart. */
export interface Checkout {
  accountId: string;
  userId: number;
  /** Where the receipt goes; by default the user's own address. */
  email?: string | undefined;
  /** Of the cart that the contact said yes to; without it, whatever is in the cart at the prices shown. */
  cartHash?: string | undefined;
  /** The same key with the same wish finds the order that it made. */
  idempotencyKey?: string | undefined;
  at: Date;
}

export type CheckedOut =
  | { kind: 'placed'; order: Order; repeated: boolean }
  /** Prices or stock are not what was shown: the cart has today's prices now, and a new yes is needed. */
  | { kind: 'changed'; changes: CartChange[]; cart: CartView }
  | { kind: 'unknown-user' }
  | { kind: 'empty-cart' }
  | { kind: 'key-reused' };

/** Holds the goods and writes the order down, in one transaction; of two that race for the last one, one loses. */
export async function placeOrder(unit: EntityManager, checkout: Checkout): Promise<CheckedOut> {
  const { accountId, userId } = checkout;
  // The user's row is locked here: a double tap waits, and then finds what the first one made.
  const cart = await lockCart(unit, accountId, userId);
  const earlier = await orderOfKey(unit, checkout);
  if (earlier) return earlier;
  if (!cart) return { kind: 'unknown-user' };
  if (cart.id === null || cart.lines.length === 0) return { kind: 'empty-cart' };
  const { cart: view, changes } = await refreshLines(unit, cart);
  const isAnother = checkout.cartHash !== undefined && checkout.cartHash !== view.hash;
  if (changes.length > 0 || isAnother || view.total === null) return { kind: 'changed', changes, cart: view };
  const orderId = await insertOrder(unit, checkout, { cartId: cart.id, total: view.total });
  await insertItems(unit, { accountId, orderId }, view.lines);
  await moveStock(
    unit,
    { accountId, orderId },
    view.lines.map(({ productId, quantity }) => ({ productId, ...stockChange('reserve', quantity) })),
  );
  await unit.query(
    `UPDATE carts SET status = 'converted', updated_at = $3 WHERE account_id = $1 AND id = $2`,
    [accountId, cart.id, checkout.at],
  );
  const [order] = await selectOrders(unit, 'orders.account_id = $1 AND orders.id = $2', [accountId, orderId]);
  if (!order) throw new Error('An inserted order vanished');
  return { kind: 'placed', order, repeated: false };
}

/** What the key stands for already; null for a new one, and without any. */
export async function orderOfKey(
  unit: Pick<EntityManager, 'query'>,
  checkout: Checkout,
): Promise<Extract<CheckedOut, { kind: 'placed' | 'key-reused' }> | null> {
  const { accountId, idempotencyKey } = checkout;
  if (idempotencyKey === undefined) return null;
  const [known] = returnedRows<{ id: number; hash: string }>(
    await unit.query(
      'SELECT id, request_hash AS hash FROM orders WHERE account_id = $1 AND idempotency_key = $2',
      [accountId, idempotencyKey],
    ),
  );
  if (!known) return null;
  if (known.hash !== requestHash(checkout)) return { kind: 'key-reused' };
  const [order] = await selectOrders(unit, 'orders.account_id = $1 AND orders.id = $2', [
    accountId,
    known.id,
  ]);
  return order ? { kind: 'placed', order, repeated: true } : null;
}

function requestHash({ userId, email, cartHash }: Checkout): string {
  return createHash('sha256')
    .update(JSON.stringify([userId, email ?? null, cartHash ?? null]))
    .digest('hex');
}

const TOKEN_BYTES = 24;

async function insertOrder(
  unit: EntityManager,
  checkout: Checkout,
  { cartId, total }: { cartId: number; total: Money },
): Promise<number> {
  const { accountId, userId, email, idempotencyKey, at } = checkout;
  const [made] = returnedRows<{ id: number }>(
    await unit.query(
      `INSERT INTO orders (account_id, user_id, cart_id, token, email, total_minor, currency, idempotency_key,
                           request_hash, created_at, updated_at, expires_at)
       SELECT $1, id, $3, $4, coalesce($5, email), $6, $7, $8, $9, $10, $10, $11 FROM users
        WHERE account_id = $1 AND id = $2 RETURNING id`,
      [
        accountId,
        userId,
        cartId,
        randomBytes(TOKEN_BYTES).toString('base64url'),
        email ?? null,
        total.minor,
        total.currency,
        idempotencyKey ?? null,
        requestHash(checkout),
        at,
        new Date(at.getTime() + PAYMENT_DEADLINE_MS),
      ],
    ),
  );
  if (!made) throw new Error('An inserted order vanished');
  return made.id;
}

async function insertItems(
  unit: EntityManager,
  { accountId, orderId }: { accountId: string; orderId: number },
  lines: readonly CartLine[],
): Promise<void> {
  await unit.query(
    `INSERT INTO order_items (account_id, order_id, product_id, sku, name, quantity, unit_price_minor, position)
     SELECT $1, $2, products.id, products.sku, line.name, line.quantity, line.unit_price_minor, line.position
       FROM unnest($3::int[], $4::text[], $5::int[], $6::bigint[]) WITH ORDINALITY
            AS line (product_id, name, quantity, unit_price_minor, position)
       JOIN products ON products.account_id = $1 AND products.id = line.product_id`,
    [
      accountId,
      orderId,
      lines.map(({ productId }) => productId),
      lines.map(({ name }) => name),
      lines.map(({ quantity }) => quantity),
      lines.map(({ unitPrice }) => unitPrice.minor),
    ],
  );
}
