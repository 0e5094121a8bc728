import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { ProductChange, Products } from '../../../db/repositories/products';
import type { Currency } from '../../../domain/shop/money';
import { readCsv, type CsvShape } from '../../csv/read-csv';
import { SHOWN_ERRORS } from '../../csv/row-error.schema';
import { problem, type Problem } from '../../problems';
import type { ProductColumn, productImportView } from './products.schema';
import { readProductRow, type ProductRowError } from './read-product-row';

const SHAPE: CsvShape<ProductColumn> = {
  required: ['sku', 'name', 'category', 'price'],
  optional: ['description', 'currency', 'is_offer', 'stock'],
  maxRows: 100_000,
  tooManyHint: 'split it',
};

interface ReadFile {
  kind: 'read';
  rows: number;
  products: ProductChange[];
  errors: ProductRowError[];
}

/**
 * Takes a catalogue from a CSV. The whole file is read before anything is written, and then written whole: a file
 * that turns out unreadable changes nothing. A bad row stops no other.
 */
export async function importProducts(
  { accountId, file, currency }: { accountId: string; file: Readable; currency: Currency },
  products: Products,
): Promise<{ kind: 'imported'; counts: z.input<typeof productImportView> } | Problem> {
  const read = await readFile(file, currency);
  if (read.kind === 'problem') return read;
  const { made, replaced } = await products.import(accountId, read.products);
  const counts = {
    rows: read.rows,
    created: made,
    updated: replaced,
    refused: read.rows - read.products.length,
    errorCount: read.errors.length,
    errors: read.errors.slice(0, SHOWN_ERRORS),
  };
  return { kind: 'imported', counts };
}

async function readFile(file: Readable, currency: Currency): Promise<ReadFile | Problem> {
  const errors: ProductRowError[] = [];
  const products = new Map<string, ProductChange>();
  const lines = new Map<string, number>();
  let rows = 0;
  for await (const item of readCsv(file, SHAPE)) {
    if ('refused' in item) return unreadable(item);
    rows += 1;
    if ('error' in item) {
      errors.push(item.error);
      continue;
    }
    const read = readProductRow(item, currency);
    if (read.kind === 'errors') {
      errors.push(...read.errors);
      continue;
    }
    const { sku } = read.details;
    const earlier = lines.get(sku);
    if (earlier === undefined) {
      products.set(sku, read.details);
      lines.set(sku, item.line);
    } else {
      const reason = `line ${earlier} has this SKU already`;
      errors.push({ line: item.line, column: 'sku', reason, code: 'sku-twice', values: { line: earlier } });
    }
  }
  return { kind: 'read', rows, products: [...products.values()], errors };
}

function unreadable({ line, refused }: { line: number; refused: string }): Problem {
  return problem('invalid_request', `Line ${line}: ${refused} Nothing was imported.`, {
    errors: [{ path: `line ${line}`, message: refused }],
  });
}
