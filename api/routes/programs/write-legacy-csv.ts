import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { LegacyRow } from '../../../domain/programs/legacy-cells';
import { LEGACY_COLUMNS } from '../../../domain/programs/legacy-cells';

/** What a spreadsheet would run as a formula, and what reading would take for such a cell escaped. */
const FORMULA = /^'*[=+\-@\t\r]/;
const PHONE_NUMBER = /^\+?\d+$/;

/** The rows as CSV, header first; cells that begin like a formula get an apostrophe, phone numbers do not. */
export function writeLegacyCsv(rows: AsyncIterable<LegacyRow> | Iterable<LegacyRow>): Readable {
  const writer = stringify({ header: true, columns: [...LEGACY_COLUMNS] });
  const input = Readable.from(safeRows(rows));
  input.on('error', (error) => writer.destroy(error));
  writer.on('close', () => input.destroy());
  return input.pipe(writer);
}

async function* safeRows(rows: AsyncIterable<LegacyRow> | Iterable<LegacyRow>): AsyncGenerator<LegacyRow> {
  for await (const row of rows) {
    const cells = LEGACY_COLUMNS.map((column) => [column, safe(row[column])]);
    yield Object.fromEntries(cells) as LegacyRow;
  }
}

function safe(cell: string): string {
  return FORMULA.test(cell) && !PHONE_NUMBER.test(cell) ? `'${cell}` : cell;
}
