import { csvRecords, type CsvRecord } from './csv-records';
import { readUtf8Text } from './read-utf8-text';
import { UnreadableFile } from './unreadable-file';

/** What columns a file must have, and may have; how many rows it may, and what to do about more. */
export interface CsvShape<C extends string> {
  required: readonly C[];
  optional?: readonly C[];
  maxRows: number;
  tooManyHint: string;
}

/** The cells of a row by column, without those of optional columns that the file lacks. */
export type CsvRow<C extends string> = Partial<Record<C, string>>;

export interface CsvRowError {
  line: number;
  column: null;
  reason: string;
  code: 'too-few-cells';
  values: { cells: number; needed: number };
}

/** A row; a row that cannot be read, after which the next one follows; or why the whole file is refused. */
export type CsvItem<C extends string> =
  { line: number; row: CsvRow<C> } | { line: number; error: CsvRowError } | { line: number; refused: string };

/** A cell that a spreadsheet would take for a formula, behind the apostrophe that exports put before it. */
const ESCAPED = /^'+[=+\-@\t\r]/;

type Header<C> = Map<C, number>;

/** Reads a file row by row, in any order of columns; nothing follows a `refused` item. */
export async function* readCsv<C extends string>(
  source: AsyncIterable<Uint8Array>,
  shape: CsvShape<C>,
): AsyncGenerator<CsvItem<C>> {
  let line = 1;
  let rows = 0;
  let header: Header<C> | null = null;
  try {
    for await (const records of csvRecords(readUtf8Text(source), { relaxed: true })) {
      for (const record of records) {
        line = record.line;
        if (header) {
          rows += 1;
          if (rows > shape.maxRows) throw new UnreadableFile(tooManyRows(shape));
          yield readRow(record, header);
        } else header = readHeader(record.cells, shape);
      }
    }
    if (!header) {
      throw new UnreadableFile(`The file is empty: its first line must name ${shape.required.join(', ')}.`);
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    yield { line: error.line ?? line, refused: error.message };
  }
}

function readHeader<C extends string>(
  cells: readonly string[],
  { required, optional = [] }: CsvShape<C>,
): Header<C> {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const missing = required.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    const those = missing.length === 1 ? 'the column' : 'the columns';
    throw new UnreadableFile(`The first line lacks ${those} ${missing.join(', ')}: add what is missing.`);
  }
  const columns = [...required, ...optional].filter((column) => names.includes(column));
  const twice = columns.filter((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (twice.length > 0) throw new UnreadableFile(`The first line names ${twice.join(', ')} twice: keep one.`);
  return new Map(columns.map((column) => [column, names.indexOf(column)]));
}

function readRow<C extends string>({ cells, line }: CsvRecord, header: Header<C>): CsvItem<C> {
  const needed = Math.max(...header.values()) + 1;
  if (cells.length < needed) {
    const reason = `the row has ${cells.length} cells where the first line has ${needed}`;
    const values = { cells: cells.length, needed };
    return { line, error: { line, column: null, reason, code: 'too-few-cells', values } };
  }
  const entries = [...header].map(([column, index]) => [column, unescaped(cells[index] ?? '')]);
  return { line, row: Object.fromEntries(entries) as CsvRow<C> };
}

function unescaped(cell: string): string {
  return ESCAPED.test(cell) ? cell.slice(1) : cell;
}

function tooManyRows({ maxRows, tooManyHint }: CsvShape<string>): string {
  return `The file has more than ${maxRows} rows: ${tooManyHint}.`;
}
