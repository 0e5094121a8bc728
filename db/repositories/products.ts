import type { DataSource, EntityManager } from 'typeorm';
import { plainWords } from '../../domain/messaging/plain-words';
import type { Currency } from '../../domain/shop/money';
import { vocabularyOf } from '../../domain/shop/search-words';
import { stockSet } from '../../domain/shop/stock';
import {
  PRODUCT_COLUMNS,
  toProduct,
  type Product,
  type ProductDetails,
  type RawProduct,
} from './product-mapping';
import { findProducts, type ProductSearch } from './product-search';
import { returnedRows } from './send-mapping';
import { lockProducts, moveStock } from './stock';
import { violatesUnique } from './unique-violation';

export type { Product, ProductDetails };

export type ProductChange = Omit<ProductDetails, 'stock'> & { stock: number | null };

export type ProductSaved = { kind: 'saved'; product: Product } | { kind: 'sku-taken' };

export type Products = ReturnType<typeof createProducts>;

/** The catalogue of an account. A product that is taken out stays for the orders that name it. */
export function createProducts(db: DataSource) {
  const select = async (condition: string, parameters: unknown[]): Promise<Product[]> => {
    const sql = `SELECT ${PRODUCT_COLUMNS} FROM products WHERE deleted_at IS NULL AND ${condition}`;
    return returnedRows<RawProduct>(await db.query(sql, parameters)).map(toProduct);
  };

  const get = async (accountId: string, productId: number): Promise<Product | null> =>
    (await select('account_id = $1 AND id = $2', [accountId, productId]))[0] ?? null;

  const saved = async (
    accountId: string,
    save: () => Promise<number | null>,
  ): Promise<ProductSaved | null> => {
    try {
      const id = await save();
      const product = id === null ? null : await get(accountId, id);
      return product && { kind: 'saved', product };
    } catch (error) {
      if (violatesUnique(error, 'product_sku_unique')) return { kind: 'sku-taken' };
      throw error;
    }
  };

  return {
    get,

    /** Best first; see `ProductSearch`. */
    search: async (search: ProductSearch): Promise<Product[]> =>
      (await findProducts(db, search)).map(toProduct),

    async create(accountId: string, details: ProductDetails): Promise<ProductSaved> {
      const made = await saved(accountId, () =>
        db.transaction(
          async (unit) => (await write(unit, { accountId, rows: [details], known: '' }))[0] ?? null,
        ),
      );
      if (!made) throw new Error('An inserted product vanished');
      return made;
    },

    /** A stock of null stays as it is. Null for an unknown product. */
    async update(
      accountId: string,
      productId: number,
      { stock, ...details }: ProductChange,
    ): Promise<ProductSaved | null> {
      return saved(accountId, () =>
        db.transaction(async (unit) => {
          const product = (await lockProducts(unit, accountId, [productId])).get(productId);
          if (!product) return null;
          await unit.query(UPDATE, [accountId, productId, ...cellsOf(details)]);
          const change = stockSet(product, stock ?? product.stock);
          if (change.stock !== 0)
            await moveStock(unit, { accountId, orderId: null }, [{ productId, ...change }]);
          await learnWords(unit, accountId, [details]);
          return productId;
        }),
      );
    },

    /** False for an unknown product. Carts that hold it say so when they are next looked at. */
    async remove(accountId: string, productId: number): Promise<boolean> {
      const rows = await db.query<unknown>(
        `UPDATE products SET deleted_at = now(), updated_at = now()
          WHERE account_id = $1 AND id = $2 AND deleted_at IS NULL RETURNING id`,
        [accountId, productId],
      );
      return returnedRows(rows).length > 0;
    },

    /**
     * Makes new products and replaces those whose SKU is known, all or none; a stock of null stays as it is. Says
     * how many were new.
     */
    async import(
      accountId: string,
      all: readonly ProductChange[],
    ): Promise<{ made: number; replaced: number }> {
      return db.transaction(async (unit) => {
        await unit.query(LOCK_KNOWN, [accountId, all.map(({ sku }) => sku)]);
        let made = 0;
        for (let from = 0; from < all.length; from += IMPORT_AT_ONCE) {
          const rows = all.slice(from, from + IMPORT_AT_ONCE);
          made += (await write(unit, { accountId, rows, known: REPLACE })).length;
        }
        return { made, replaced: all.length - made };
      });
    },

    /** The whole catalogue, page by page, in the order of its ids. */
    page: (page: { accountId: string; limit: number; after: number | null }): Promise<Product[]> =>
      select('account_id = $1 AND ($2::int IS NULL OR id > $2) ORDER BY id LIMIT $3', [
        page.accountId,
        page.after,
        page.limit,
      ]),

    /** What there is, most products first. */
    async categories(accountId: string): Promise<{ category: string; products: number }[]> {
      return returnedRows(
        await db.query(
          `SELECT min(category) AS category, count(*)::int AS products FROM products
            WHERE account_id = $1 AND deleted_at IS NULL GROUP BY category_key ORDER BY 2 DESC, 1`,
          [accountId],
        ),
      );
    },
  };
}

const IMPORT_AT_ONCE = 1000;

const UPDATE = `
  UPDATE products SET sku = $3, name = $4, category = $5, category_key = $6, description = $7, price_minor = $8,
         currency = $9, is_offer = $10, updated_at = now()
   WHERE account_id = $1 AND id = $2`;

type Cells = [string, string, string, string, string, number, Currency, boolean];

function cellsOf({ sku, name, category, description, price, isOffer }: Omit<ProductDetails, 'stock'>): Cells {
  return [sku, name, category, plainWords(category), description, price.minor, price.currency, isOffer];
}

interface Written {
  id: number;
  sku: string;
  stock: number;
  reserved: number;
  fresh: boolean;
}

/** In the order of ids, as checkouts lock them. */
const LOCK_KNOWN = `
  SELECT id FROM products WHERE account_id = $1 AND sku = ANY($2) AND deleted_at IS NULL
   ORDER BY id FOR NO KEY UPDATE`;

interface Writing {
  accountId: string;
  /** Their SKUs are all different. */
  rows: readonly ProductChange[];
  /** What becomes of a SKU that is there already; empty for a refusal. */
  known: string;
}

/** Writes rows, their stock and their words; answers the ids of the new ones. */
async function write(unit: EntityManager, { accountId, rows, known }: Writing): Promise<number[]> {
  const cells = rows.map(cellsOf);
  const columns = Array.from({ length: 8 }, (_, index) => cells.map((row) => row[index]));
  const written = returnedRows<Written>(
    await unit.query(`${INSERT} ${known} ${RETURNING}`, [accountId, ...columns]),
  );
  const wanted = new Map(rows.map(({ sku, stock }) => [sku, stock]));
  const movements = written.flatMap((row) => {
    const change = stockSet(row, wanted.get(row.sku) ?? row.stock);
    return change.stock === 0 ? [] : [{ productId: row.id, ...change }];
  });
  await moveStock(unit, { accountId, orderId: null }, movements);
  await learnWords(unit, accountId, rows);
  return written.filter(({ fresh }) => fresh).map(({ id }) => id);
}

const INSERT = `
  INSERT INTO products (account_id, sku, name, category, category_key, description, price_minor, currency, is_offer)
  SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[],
                           $9::boolean[])`;

const REPLACE = `
  ON CONFLICT (account_id, sku) WHERE deleted_at IS NULL DO UPDATE
     SET name = excluded.name, category = excluded.category, category_key = excluded.category_key,
         description = excluded.description, price_minor = excluded.price_minor, currency = excluded.currency,
         is_offer = excluded.is_offer, updated_at = now()`;

/** A row that this statement inserted has no earlier version. */
const RETURNING = 'RETURNING id, sku, stock, reserved, xmax = 0 AS fresh';

/** The words by which misspelt ones are recognised; words of products that are gone do no harm. */
async function learnWords(
  unit: EntityManager,
  accountId: string,
  rows: readonly Pick<ProductDetails, 'name' | 'category'>[],
): Promise<void> {
  const words = vocabularyOf(rows.flatMap(({ name, category }) => [name, category]));
  await unit.query(
    `INSERT INTO product_word (account_id, word, stem)
     SELECT $1, word, coalesce((ts_lexize('pg_catalog.spanish_stem', word))[1], word) FROM unnest($2::text[]) word
     ON CONFLICT DO NOTHING`,
    [accountId, words],
  );
}
