import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

/** What a spreadsheet would run as a formula, and what reading would take for such a cell escaped. */
const FORMULA = /^'*[=+\-@\t\r]/;
const NUMBER = /^\+?\d+$/;

/** Rows as CSV, header first; cells that begin like a formula get an apostrophe, phone numbers do not. */
export function writeCsv<C extends string>(
  columns: readonly C[],
  rows: AsyncIterable<Record<C, string>> | Iterable<Record<C, string>>,
): Readable {
  const writer = stringify({ header: true, columns: [...columns] });
  const input = Readable.from(safeRows(columns, rows));
  input.on('error', (error) => writer.destroy(error));
  writer.on('close', () => input.destroy());
  return input.pipe(writer);
}

async function* safeRows<C extends string>(
  columns: readonly C[],
  rows: AsyncIterable<Record<C, string>> | Iterable<Record<C, string>>,
): AsyncGenerator<string[]> {
  for await (const row of rows) yield columns.map((column) => safe(row[column]));
}

function safe(cell: string): string {
  return FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}
