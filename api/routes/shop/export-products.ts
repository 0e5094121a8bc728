import type { Readable } from 'node:stream';
import type { Product, Products } from '../../../db/repositories/products';
import { unitsOf } from '../../../domain/shop/money';
import { writeCsv } from '../../csv/write-csv';
import { PRODUCT_COLUMNS, type ProductColumn } from './products.schema';

const AT_ONCE = 1000;

/** The catalogue in the columns of the import, read a page at a time while it is written out. */
export function exportProducts(accountId: string, products: Pick<Products, 'page'>): Readable {
  return writeCsv(PRODUCT_COLUMNS, rowsOf(accountId, products));
}

async function* rowsOf(
  accountId: string,
  products: Pick<Products, 'page'>,
): AsyncGenerator<Record<ProductColumn, string>> {
  let after: number | null = null;
  do {
    const page: Product[] = await products.page({ accountId, limit: AT_ONCE, after });
    yield* page.map(rowOf);
    after = page.length === AT_ONCE ? (page.at(-1)?.id ?? null) : null;
  } while (after !== null);
}

function rowOf(product: Product): Record<ProductColumn, string> {
  const { sku, name, category, description, price } = product;
  return {
    sku,
    name,
    category,
    description,
    price: String(unitsOf(price)),
    currency: price.currency,
    is_offer: String(product.isOffer),
    stock: String(product.stock),
  };
}
