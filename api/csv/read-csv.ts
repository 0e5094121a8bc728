import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { readUtf8Text, UnreadableFile } from './read-utf8-text';

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
}

/** A row; a row that cannot be read, after which the next one follows; or why the whole file is refused. */
export type CsvItem<C extends string> =
  { line: number; row: CsvRow<C> } | { line: number; error: CsvRowError } | { line: number; refused: string };

const MAX_RECORD_BYTES = 65_536;
/** A cell that a spreadsheet would take for a formula, behind the apostrophe that exports put before it. */
const ESCAPED = /^'+[=+\-@\t\r]/;

interface ParsedRecord {
  record: string[];
  info: { lines: number };
}

type Header<C> = Map<C, number>;

/**
 * Reads a file row by row, in any order of columns, separated by commas or, as Excel in Spanish writes,
 * semicolons. Memory stays bounded whatever is sent; nothing follows a `refused` item.
 */
export async function* readCsv<C extends string>(
  source: AsyncIterable<Uint8Array>,
  shape: CsvShape<C>,
): AsyncGenerator<CsvItem<C>> {
  let line = 1;
  let rows = 0;
  let header: Header<C> | null = null;
  try {
    for await (const parsed of records(source)) {
      line = firstLine(parsed);
      if (header) {
        rows += 1;
        if (rows > shape.maxRows) throw new UnreadableFile(tooManyRows(shape));
        yield readRow(parsed.record, header, line);
      } else header = readHeader(parsed.record, shape);
    }
    if (!header) {
      throw new UnreadableFile(`The file is empty: its first line must name ${shape.required.join(', ')}.`);
    }
  } catch (error) {
    yield { line: lineOf(error) ?? line, refused: refusalOf(error) };
  }
}

async function* records(source: AsyncIterable<Uint8Array>): AsyncGenerator<ParsedRecord> {
  const text = readUtf8Text(source);
  const beginning = await readFirstLine(text);
  const parser = parse({
    delimiter: separatorOf(beginning),
    info: true,
    max_record_size: MAX_RECORD_BYTES,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
  });
  const input = Readable.from(continued(beginning, text));
  input.on('error', (error) => parser.destroy(error));
  try {
    for await (const parsed of input.pipe(parser)) yield parsed as ParsedRecord;
  } finally {
    input.destroy();
  }
}

/** Text up to the end of the first line, or as much as a record may hold. */
async function readFirstLine(text: AsyncGenerator<string>): Promise<string> {
  let beginning = '';
  while (!beginning.includes('\n') && beginning.length < MAX_RECORD_BYTES) {
    const next = await text.next();
    if (next.done) break;
    beginning += next.value;
  }
  return beginning;
}

async function* continued(beginning: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield beginning;
  yield* rest;
}

function separatorOf(beginning: string): ',' | ';' {
  const [firstLineText = ''] = beginning.split('\n', 1);
  return firstLineText.split(';').length > firstLineText.split(',').length ? ';' : ',';
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

function readRow<C extends string>(cells: readonly string[], header: Header<C>, line: number): CsvItem<C> {
  const needed = Math.max(...header.values()) + 1;
  if (cells.length < needed) {
    const reason = `the row has ${cells.length} cells where the first line has ${needed}`;
    return { line, error: { line, column: null, reason } };
  }
  const entries = [...header].map(([column, index]) => [column, unescaped(cells[index] ?? '')]);
  return { line, row: Object.fromEntries(entries) as CsvRow<C> };
}

function unescaped(cell: string): string {
  return ESCAPED.test(cell) ? cell.slice(1) : cell;
}

/** The parser counts lines at a record's end; a quoted cell may hold several. */
function firstLine({ record, info }: ParsedRecord): number {
  const breaks = record.reduce((total, cell) => total + cell.split('\n').length - 1, 0);
  return info.lines - breaks;
}

function tooManyRows({ maxRows, tooManyHint }: CsvShape<string>): string {
  return `The file has more than ${maxRows} rows: ${tooManyHint}.`;
}

/** The parser's own count of lines where it gave up. */
function lineOf(error: unknown): number | null {
  const lines: unknown = error instanceof CsvError ? error['lines'] : null;
  return typeof lines === 'number' ? lines : null;
}

function refusalOf(error: unknown): string {
  if (error instanceof UnreadableFile) return error.message;
  if (!(error instanceof CsvError)) throw error;
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return 'The row is longer than 64 KB, or a quote in it is never closed: correct it.';
  }
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return 'A quote is opened before this line and never closed: close it.';
  return `The file is not CSV: ${error.message}`;
}
