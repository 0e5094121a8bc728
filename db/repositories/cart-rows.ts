import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { cartStatement, cartTotal, type CartLine, type CatalogueProduct } from '../../domain/shop/cart';
import type { Currency, Money } from '../../domain/shop/money';
import { returnedRows } from './send-mapping';

/** A cart as rows have it; one that was never filled has no id. */
export interface Cart {
  accountId: string;
  userId: number;
  id: number | null;
  lines: CartLine[];
}

export interface CartView extends Cart {
  status: 'active';
  /** Null for an empty cart. */
  total: Money | null;
  /** Of what it holds at which prices; a confirmation names it. */
  hash: string;
}

/** A cart with what it costs and the hash that names its content. */
export function toCartView(cart: Cart): CartView {
  const { accountId, userId, id, lines } = cart;
  return { accountId, userId, id, lines, status: 'active', total: cartTotal(lines), hash: hashOf(cart) };
}

function hashOf({ id, lines }: Cart): string {
  return createHash('sha256')
    .update(cartStatement(id ?? 0, lines))
    .digest('hex')
    .slice(0, 32);
}

/** The user's active cart, its user locked until the transaction ends; null for an unknown user. */
export async function lockCart(unit: EntityManager, accountId: string, userId: number): Promise<Cart | null> {
  const users = await unit.query<unknown>(
    'SELECT id FROM users WHERE account_id = $1 AND id = $2 FOR NO KEY UPDATE',
    [accountId, userId],
  );
  return returnedRows(users).length === 0 ? null : activeCart(unit, accountId, userId);
}

interface RawLine {
  cartId: number | null;
  productId: number | null;
  name: string;
  quantity: number;
  minor: number;
  currency: Currency;
}

/** The user's active cart, an empty one where there is none; null for an unknown user. */
export async function activeCart(
  unit: EntityManager,
  accountId: string,
  userId: number,
): Promise<Cart | null> {
  const rows = returnedRows<RawLine>(
    await unit.query(
      `SELECT carts.id AS "cartId", product_id AS "productId", item.name, quantity,
              unit_price_minor::float8 AS minor, currency
         FROM users
         LEFT JOIN carts ON carts.account_id = users.account_id AND carts.user_id = users.id AND status = 'active'
         LEFT JOIN cart_items item ON item.cart_id = carts.id
        WHERE users.account_id = $1 AND users.id = $2 ORDER BY position`,
      [accountId, userId],
    ),
  );
  const [first] = rows;
  if (!first) return null;
  const lines = rows.flatMap(({ productId, name, quantity, minor, currency }) =>
    productId === null ? [] : [{ productId, name, quantity, unitPrice: { minor, currency } }],
  );
  return { accountId, userId, id: first.cartId, lines };
}

/** Writes what a cart holds now, making it when it is the first; its user must be locked. */
export async function writeLines(unit: EntityManager, cart: Cart, lines: CartLine[]): Promise<CartView> {
  const { accountId, userId } = cart;
  if (cart.id === null && lines.length === 0) return toCartView({ ...cart, lines });
  const id = cart.id ?? (await openCart(unit, accountId, userId));
  await unit.query('DELETE FROM cart_items WHERE account_id = $1 AND cart_id = $2', [accountId, id]);
  await unit.query(
    `INSERT INTO cart_items (account_id, cart_id, product_id, name, quantity, unit_price_minor, currency, position)
     SELECT $1, $2, line.* FROM unnest($3::int[], $4::text[], $5::int[], $6::bigint[], $7::text[])
            WITH ORDINALITY AS line`,
    [
      accountId,
      id,
      lines.map(({ productId }) => productId),
      lines.map(({ name }) => name),
      lines.map(({ quantity }) => quantity),
      lines.map(({ unitPrice }) => unitPrice.minor),
      lines.map(({ unitPrice }) => unitPrice.currency),
    ],
  );
  await unit.query('UPDATE carts SET updated_at = now() WHERE account_id = $1 AND id = $2', [accountId, id]);
  return toCartView({ ...cart, id, lines });
}

async function openCart(unit: EntityManager, accountId: string, userId: number): Promise<number> {
  const [made] = returnedRows<{ id: number }>(
    await unit.query('INSERT INTO carts (account_id, user_id) VALUES ($1, $2) RETURNING id', [
      accountId,
      userId,
    ]),
  );
  if (!made) throw new Error('An inserted cart vanished');
  return made.id;
}

/** The products among these that are still sold, as they are now. */
export async function catalogueOf(
  unit: EntityManager,
  accountId: string,
  ids: readonly number[],
): Promise<Map<number, CatalogueProduct>> {
  const rows = returnedRows<{ id: number; name: string; minor: number; currency: Currency; stock: number }>(
    await unit.query(
      `SELECT id, name, price_minor::float8 AS minor, currency, stock FROM products
        WHERE account_id = $1 AND id = ANY($2) AND deleted_at IS NULL`,
      [accountId, ids],
    ),
  );
  return new Map(
    rows.map(({ id, name, stock, minor, currency }) => [id, { id, name, stock, price: { minor, currency } }]),
  );
}
