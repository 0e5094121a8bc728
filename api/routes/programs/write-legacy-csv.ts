import type { Readable } from 'node:stream';
import type { LegacyRow } from '../../../domain/programs/legacy-cells';
import { LEGACY_COLUMNS } from '../../../domain/programs/legacy-cells';
import { writeCsv } from '../../csv/write-csv';

/** Rows in the old script's columns, as CSV. */
export function writeLegacyCsv(rows: AsyncIterable<LegacyRow> | Iterable<LegacyRow>): Readable {
  return writeCsv(LEGACY_COLUMNS, rows);
}
