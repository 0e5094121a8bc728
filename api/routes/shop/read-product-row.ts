import type { z } from 'zod';
import type { ProductChange } from '../../../db/repositories/products';
import { plainWords } from '../../../domain/messaging/plain-words';
import type { Currency } from '../../../domain/shop/money';
import type { CsvRow } from '../../csv/read-csv';
import {
  createProductBody,
  PRODUCT_COLUMNS,
  type PRODUCT_FAULTS,
  type ProductColumn,
} from './products.schema';
import { NO_PRODUCT, readProduct } from './read-product';

/** What is wrong with one row, in English and as a code with its values, by which it is said in any language. */
export interface ProductRowError {
  line: number;
  column: ProductColumn | null;
  reason: string;
  code: (typeof PRODUCT_FAULTS)[number];
  values: Record<string, string | number>;
}

const YES = new Set(['true', '1', 'si', 'yes', 'x']);
const NO = new Set(['false', '0', 'no', '']);

/** One row of a catalogue by the rules of `POST /products`; everything wrong with it at once. */
export function readProductRow(
  { line, row }: { line: number; row: CsvRow<ProductColumn> },
  fallback: Currency,
): { kind: 'product'; details: ProductChange } | { kind: 'errors'; errors: ProductRowError[] } {
  const input = inputOf(row);
  const parsed = createProductBody.safeParse(input);
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => {
      const column = columnOf(issue.path[0]);
      const isMissing = column !== null && input[column] === undefined;
      const fault = isMissing ? MISSING : faultOf(issue, column);
      return { line, column, reason: REASONS[fault.code] ?? issue.message, ...fault };
    });
    return { kind: 'errors', errors };
  }
  const read = readProduct(parsed.data, NO_PRODUCT, fallback);
  if (read.kind === 'wrong-price') {
    const { reason } = read;
    return { kind: 'errors', errors: [{ line, column: 'price', reason, code: 'not-a-price', values: {} }] };
  }
  // A file that says nothing of stock leaves it as it is.
  return { kind: 'product', details: { ...read.details, stock: parsed.data.stock ?? null } };
}

type Fault = Pick<ProductRowError, 'code' | 'values'>;
type Issue = z.core.$ZodIssue;

/** What a cell of the column is not. */
const OF_COLUMN: Partial<Record<ProductColumn, Fault['code']>> = {
  sku: 'not-a-sku',
  price: 'not-a-price',
  currency: 'not-a-currency',
  is_offer: 'not-yes-or-no',
  stock: 'not-whole-number',
};

const MISSING: Fault = { code: 'missing', values: {} };

/** Where the words of the schema are for who sends JSON, and not for who fills in a table. */
const REASONS: Partial<Record<Fault['code'], string>> = {
  missing: 'this value is missing',
  'not-whole-number': 'write a whole number, 0 or more',
  'not-yes-or-no': 'write yes or no',
};

/** What an issue says, in a code and its limit; what has no code of its own is said in the API's words alone. */
function faultOf(issue: Issue, column: ProductColumn | null): Fault {
  if (issue.code === 'too_big') {
    const values = { max: Number(issue.maximum) };
    return { code: issue.origin === 'string' ? 'too-long' : 'too-large', values };
  }
  if (issue.code === 'too_small') {
    const values = { min: Number(issue.minimum) };
    return { code: issue.origin === 'string' ? 'too-short' : 'too-small', values };
  }
  return { code: (column && OF_COLUMN[column]) ?? 'wrong', values: {} };
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
