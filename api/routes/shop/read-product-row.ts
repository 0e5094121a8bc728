import type { ProductChange } from '../../../db/repositories/products';
import { plainWords } from '../../../domain/messaging/plain-words';
import type { Currency } from '../../../domain/shop/money';
import type { CsvRow } from '../../csv/read-csv';
import { createProductBody, PRODUCT_COLUMNS, type ProductColumn } from './products.schema';
import { NO_PRODUCT, readProduct } from './read-product';

export interface ProductRowError {
  line: number;
  column: ProductColumn | null;
  reason: string;
}

const YES = new Set(['true', '1', 'si', 'yes', 'x']);
const NO = new Set(['false', '0', 'no', '']);

/** One row of a catalogue by the rules of `POST /products`; everything wrong with it at once. */
export function readProductRow(
  { line, row }: { line: number; row: CsvRow<ProductColumn> },
  fallback: Currency,
): { kind: 'product'; details: ProductChange } | { kind: 'errors'; errors: ProductRowError[] } {
  const parsed = createProductBody.safeParse(inputOf(row));
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => ({
      line,
      column: columnOf(path[0]),
      reason: message,
    }));
    return { kind: 'errors', errors };
  }
  const read = readProduct(parsed.data, NO_PRODUCT, fallback);
  if (read.kind === 'wrong-price') {
    return { kind: 'errors', errors: [{ line, column: 'price', reason: read.reason }] };
  }
  // A file that says nothing of stock leaves it as it is.
  return { kind: 'product', details: { ...read.details, stock: parsed.data.stock ?? null } };
}

/** The cells as a client of the API would send them; an empty one is as if it were not there. */
function inputOf(row: CsvRow<ProductColumn>): Record<string, unknown> {
  const cells = Object.fromEntries(
    Object.entries(row).flatMap(([column, cell]) => (cell.trim() === '' ? [] : [[column, cell.trim()]])),
  );
  const { is_offer: isOffer, stock, currency, price, ...texts } = cells;
  return {
    ...texts,
    ...(price !== undefined && { price: price.replace(/^\$\s*/, '').replace(/^(\d+),(\d{1,2})$/, '$1.$2') }),
    ...(currency !== undefined && { currency: currency.toUpperCase() }),
    ...(isOffer !== undefined && { is_offer: readYes(isOffer) }),
    ...(stock !== undefined && { stock: /^\d{1,9}$/.test(stock) ? Number(stock) : stock }),
  };
}

function readYes(cell: string): boolean | string {
  const word = plainWords(cell);
  if (YES.has(word)) return true;
  return NO.has(word) ? false : cell;
}

function columnOf(key: PropertyKey | undefined): ProductColumn | null {
  return PRODUCT_COLUMNS.find((column) => column === key) ?? null;
}
