import { finished } from 'node:stream/promises';
import { CsvError, parse, type Parser } from 'csv-parse';
import { UnreadableFile } from './unreadable-file';

/** One record of a file; a quoted cell may make it several lines long. */
export interface CsvRecord {
  /** The line it begins on. */
  line: number;
  cells: string[];
}

interface Quotes {
  /** Takes a quote in the middle of a cell for a letter. */
  relaxed: boolean;
}

const MAX_RECORD_CHARACTERS = 65_536;
const SEPARATORS = [',', ';', '\t'];

/**
 * The records of a text with whatever separator its first line has most of: Excel in Spanish writes semicolons. They
 * come as many at once as a piece of the text holds, at least one. Throws `UnreadableFile` where the rest cannot be
 * understood: of a quote that is never closed nobody knows what it was to hold. Memory stays bounded whatever is sent.
 */
export async function* csvRecords(
  text: AsyncGenerator<string>,
  quotes: Quotes,
): AsyncGenerator<readonly CsvRecord[]> {
  const beginning = await readFirstLine(text);
  let records: CsvRecord[] = [];
  let lastLine = 0;
  const parser = openParser(separatorOf(beginning), quotes, (cells, lines) => {
    lastLine = lines;
    records.push({ line: lines - breaksIn(cells), cells });
  });
  try {
    for await (const piece of continued(beginning, text)) {
      await write(parser, piece);
      if (records.length > 0) yield records;
      records = [];
    }
    parser.end();
    await finished(parser, { readable: false });
    if (records.length > 0) yield records;
  } catch (error) {
    throw error instanceof CsvError ? new UnreadableFile(reasonOf(error), lastLine + 1) : error;
  } finally {
    parser.destroy();
  }
}

/** Reads a text through to its end and keeps nothing: how many records it has, or `UnreadableFile`. */
export async function countCsvRecords(text: AsyncGenerator<string>, quotes: Quotes): Promise<number> {
  let count = 0;
  for await (const records of csvRecords(text, quotes)) count += records.length;
  return count;
}

/** `take` is called as records are parsed: nothing is left for the parser's own stream, which costs more than parsing. */
function openParser(
  delimiter: string,
  { relaxed }: Quotes,
  take: (record: string[], lines: number) => void,
): Parser {
  const parser = parse({
    delimiter,
    max_record_size: MAX_RECORD_CHARACTERS,
    relax_column_count: true,
    relax_quotes: relaxed,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    on_record: (record: string[], { lines }) => {
      take(record, lines);
      return null;
    },
  });
  // Whoever writes is told too.
  parser.on('error', () => undefined);
  return parser;
}

function write(parser: Parser, piece: string): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.write(piece, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** The parser counts lines at a record's end. */
function breaksIn(record: readonly string[]): number {
  return record.reduce(
    (total, cell) => (cell.includes('\n') ? total + cell.split('\n').length - 1 : total),
    0,
  );
}

/** Text up to the end of the first line, or as much as a record may hold. */
async function readFirstLine(text: AsyncGenerator<string>): Promise<string> {
  let beginning = '';
  while (!/[\r\n]/.test(beginning) && beginning.length < MAX_RECORD_CHARACTERS) {
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

function separatorOf(beginning: string): string {
  const [line = ''] = beginning.split(/[\r\n]/, 1);
  const times = (separator: string) => line.split(separator).length;
  return SEPARATORS.reduce((best, separator) => (times(separator) > times(best) ? separator : best));
}

function reasonOf(error: CsvError): string {
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return 'The row is longer than 64 KB, or a quote in it is never closed: correct it.';
  }
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return 'A quote is opened in this row and never closed: close it.';
  }
  return 'A quote stands in the middle of a cell, or one before it is never closed: put the cell in quotes and write each quote inside it twice.';
}
