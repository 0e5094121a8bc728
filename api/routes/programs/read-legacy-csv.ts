import { readCsv, type CsvShape } from '../../csv/read-csv';
import type { LegacyColumn, LegacyRow, LegacyRowError } from '../../../domain/programs/legacy-cells';
import { LEGACY_COLUMNS } from '../../../domain/programs/legacy-cells';

/** A row; a row that cannot be read, after which the next one follows; or why the whole file is refused. */
export type LegacyCsvItem =
  | { line: number; row: LegacyRow }
  | { line: number; error: LegacyRowError }
  | { line: number; refused: string };

const MAX_ROWS = 300_000;

/** Reads the old script's file row by row; nothing follows a `refused` item. */
export function readLegacyCsv(
  source: AsyncIterable<Uint8Array>,
  maxRows: number = MAX_ROWS,
): AsyncGenerator<LegacyCsvItem> {
  const tooManyHint = 'split it so that all rows of a number stay together';
  const shape: CsvShape<LegacyColumn> = { required: LEGACY_COLUMNS, maxRows, tooManyHint };
  // Every column is required, so every row has all of them.
  return readCsv(source, shape) as AsyncGenerator<LegacyCsvItem>;
}
