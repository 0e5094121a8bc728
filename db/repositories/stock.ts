import type { EntityManager } from 'typeorm';
import type { CatalogueProduct } from '../../domain/shop/cart';
import type { Currency } from '../../domain/shop/money';
import type { StockChange } from '../../domain/shop/stock';
import { returnedRows } from './send-mapping';

/** A product as the catalogue has it now, locked until the transaction ends. */
export interface LockedProduct extends CatalogueProduct {
  sku: string;
  reserved: number;
}

export interface StockMovement extends StockChange {
  productId: number;
}

interface RawProduct {
  id: number;
  sku: string;
  name: string;
  priceMinor: number;
  currency: Currency;
  stock: number;
  reserved: number;
}

/**
 * Locks the products that are still sold, always in the order of their ids, so that two carts with the same
 * products wait for each other instead of blocking each other.
 */
export async function lockProducts(
  unit: EntityManager,
  accountId: string,
  ids: readonly number[],
): Promise<Map<number, LockedProduct>> {
  const rows = returnedRows<RawProduct>(
    await unit.query(
      `SELECT id, sku, name, price_minor::float8 AS "priceMinor", currency, stock, reserved FROM products
        WHERE account_id = $1 AND id = ANY($2) AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE`,
      [accountId, ids],
    ),
  );
  return new Map(
    rows.map(({ priceMinor, currency, ...product }) => [
      product.id,
      { ...product, price: { minor: priceMinor, currency } },
    ]),
  );
}

/** Locks the products of an order, whether they are still sold or not. */
export async function lockGoods(
  unit: EntityManager,
  accountId: string,
  ids: readonly number[],
): Promise<void> {
  await unit.query(
    'SELECT id FROM products WHERE account_id = $1 AND id = ANY($2) ORDER BY id FOR NO KEY UPDATE',
    [accountId, ids],
  );
}

/**
 * Changes levels and writes each change down: the sum of a product's movements is its level. Fails as a whole
 * where a level would go below zero, or where an order moves the same goods the same way twice.
 */
export async function moveStock(
  unit: EntityManager,
  { accountId, orderId }: { accountId: string; orderId: number | null },
  movements: readonly StockMovement[],
): Promise<void> {
  if (movements.length === 0) return;
  const columns = [
    movements.map(({ productId }) => productId),
    movements.map(({ move }) => move),
    movements.map(({ stock }) => stock),
    movements.map(({ reserved }) => reserved),
  ];
  await unit.query(
    `WITH moving AS (
       SELECT * FROM unnest($3::int[], $4::text[], $5::int[], $6::int[]) AS moving (product_id, move, stock, reserved)),
     moved AS (
       UPDATE products SET stock = products.stock + moving.stock, reserved = products.reserved + moving.reserved
         FROM moving WHERE products.account_id = $1 AND products.id = moving.product_id RETURNING products.id)
     INSERT INTO stock_movements (account_id, order_id, product_id, move, stock_change, reserved_change)
     SELECT $1, $2, product_id, move, stock, reserved FROM moving ORDER BY product_id`,
    [accountId, orderId, ...columns],
  );
}
