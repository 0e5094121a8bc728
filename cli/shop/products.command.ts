import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { productImportView, productPage } from '../../api/routes/shop/products.schema';
import { connectToApi } from '../api/connection';
import { wholeNumber } from '../programs/read-simulation';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { productImportReport, productsTable } from './product-screens';

/** `hilo shop products import|export|search`. */
export function registerProducts(shop: Command): void {
  const products = shop.command('products').description('What the shop sells');
  products
    .command('import')
    .description('Make and replace products by their SKU from a CSV; a bad row stops no other')
    .argument('<file.csv>', 'sku, name, category, price; also description, currency, is_offer, stock')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ hilo shop products import examples/shop/products-co.csv')
    .action(importFile);
  products
    .command('export')
    .description('The whole catalogue as CSV')
    .option('--out <file.csv>', 'write to a file instead of standard output')
    .addHelpText('after', '\nExample:\n  $ hilo shop products export --out products.csv')
    .action(exportFile);
  products
    .command('search')
    .description('Products that fit, best first, as an agent finds them')
    .argument('[words...]', 'as a person writes them, misspelt or plural, or a SKU')
    .option('--category <category>', 'only of this category')
    .option('--offers', 'only offers')
    .option('--limit <n>', 'how many to show', wholeNumber(1, 100), 20)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ hilo shop products search lehce entera')
    .action(search);
}

async function importFile(file: string, options: { json?: true }): Promise<void> {
  const imported = await connectToApi().upload({
    path: '/api/shop/products/import',
    schema: productImportView,
    contentType: 'text/csv',
    stream: createReadStream(file),
  });
  if (imported.created + imported.updated === 0) process.exitCode = 1;
  if (options.json) return printJson(imported);
  console.log(productImportReport(imported, file, stylesFor()));
}

async function exportFile({ out }: { out?: string }): Promise<void> {
  const csv = await connectToApi().download('/api/shop/products/export.csv');
  if (out === undefined) return pipeline(csv, process.stdout, { end: false });
  await pipeline(csv, createWriteStream(out));
  console.error(`Wrote the catalogue to ${out}`);
}

interface SearchOptions {
  category?: string;
  offers?: true;
  limit: number;
  json?: true;
}

async function search(words: readonly string[], options: SearchOptions): Promise<void> {
  const { category, offers, limit, json } = options;
  const query = { q: words.join(' '), category, is_offer: offers && 'true', limit };
  const { items, nextPage } = await connectToApi().get({
    path: '/api/shop/products',
    schema: productPage,
    query,
  });
  if (json) return printJson(items);
  if (items.length === 0) return console.log('There are no such products.');
  const styles = stylesFor();
  console.log(productsTable(items, styles));
  if (nextPage !== null) console.log(styles.dim('\nThere are more: see --limit'));
}
