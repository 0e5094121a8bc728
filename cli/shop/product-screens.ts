import type { z } from 'zod';
import type { productImportView, productView } from '../../api/routes/shop/products.schema';
import { moneyText } from '../../domain/shop/money';
import { count } from '../terminal/count';
import type { Styles } from '../terminal/styles';
import { facts, table } from '../terminal/table';

type Product = z.output<typeof productView>;
type Imported = z.output<typeof productImportView>;

const MOST_LINES = 20;

export function productsTable(products: readonly Product[], styles: Styles): string {
  const columns = [
    { title: 'sku' },
    { title: 'product' },
    { title: 'category' },
    { title: 'price', align: 'right' as const },
    { title: '' },
    { title: 'stock', align: 'right' as const },
    { title: 'id', align: 'right' as const },
  ];
  const rows = products.map((product) => [
    product.sku,
    styles.bold(product.name),
    product.category,
    moneyText({ minor: product.price_minor, currency: product.currency }),
    product.is_offer ? styles.green('offer') : '',
    product.stock === 0 ? styles.red('0') : String(product.stock),
    styles.dim(String(product.id)),
  ]);
  return table(columns, rows, styles);
}

/** What an import came to, with the first of what was wrong. */
export function productImportReport(imported: Imported, file: string, styles: Styles): string {
  const { rows, created, updated, refused, errors, errorCount } = imported;
  const counts: [string, string][] = [
    ['created', styles.green(String(created))],
    ['updated', String(updated)],
    ['refused', refused === 0 ? '0' : styles.red(String(refused))],
  ];
  const lines = errors
    .slice(0, MOST_LINES)
    .map(({ line, column, reason }) => [String(line), column ?? '–', reason]);
  const columns = [
    { title: 'line', align: 'right' as const },
    { title: 'column' },
    { title: 'what is wrong' },
  ];
  const more = errorCount - lines.length;
  return [
    `${styles.bold(file)}  ${styles.dim(count(rows, 'row'))}`,
    '',
    facts(counts, styles),
    ...(lines.length > 0 ? ['', table(columns, lines, styles)] : []),
    ...(more > 0 ? [`… and ${more} more${more < errorCount ? ': add --json' : ''}`] : []),
  ].join('\n');
}
