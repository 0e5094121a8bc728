import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { SpooledFile } from '../../middleware/list-upload';
import { decodeList, encodingOf } from './list-encoding';
import { UnreadableList } from './unreadable-list';

/** One record of a file; a quoted cell may make it several lines long. */
export interface ListRecord {
  /** The line it begins on. */
  line: number;
  cells: string[];
}

interface ParsedRecord {
  record: string[];
  info: { lines: number };
}

const MAX_RECORD_CHARACTERS = 65_536;
const SEPARATORS = [',', ';', '\t'];

/**
 * The records of a list, whatever its encoding and separator. Throws `UnreadableList` where the rest cannot be
 * understood: of a quote that is never closed nobody knows what it was to hold.
 */
export async function* readRecords(file: SpooledFile): AsyncGenerator<ListRecord> {
  const { parser, lastLine, close } = await openParser(file, (record) => record);
  try {
    for await (const parsed of parser) {
      const { record, info } = parsed as ParsedRecord;
      yield { line: info.lines - breaksIn(record), cells: record };
    }
  } catch (error) {
    throw refusalOf(error, lastLine() + 1);
  } finally {
    close();
  }
}

/** Reads a list through to its end and keeps nothing: how many records it has, or `UnreadableList`. */
export async function countRecords(file: SpooledFile): Promise<number> {
  let count = 0;
  const { parser, lastLine, close } = await openParser(file, () => {
    count += 1;
    return null;
  });
  try {
    parser.resume();
    await finished(parser);
    return count;
  } catch (error) {
    throw refusalOf(error, lastLine() + 1);
  } finally {
    close();
  }
}

/** `keep` is called as records are parsed, which may be long before anybody reads them. */
async function openParser(file: SpooledFile, keep: (record: string[]) => string[] | null) {
  const text = decodeList(createReadStream(file.path), encodingOf(file));
  const beginning = await readFirstLine(text);
  let last = 0;
  const parser = parse({
    delimiter: separatorOf(beginning),
    info: true,
    max_record_size: MAX_RECORD_CHARACTERS,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    on_record: (record, { lines }) => {
      last = lines;
      return keep(record);
    },
  });
  const input = Readable.from(continued(beginning, text));
  input.on('error', (error) => parser.destroy(error));
  input.pipe(parser);
  return { parser, lastLine: () => last, close: () => input.destroy() };
}

function breaksIn(record: readonly string[]): number {
  return record.reduce((total, cell) => total + (cell.split('\n').length - 1), 0);
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

/** The sign that the first line has most of. */
function separatorOf(beginning: string): string {
  const [line = ''] = beginning.split(/[\r\n]/, 1);
  const times = (separator: string) => line.split(separator).length;
  return SEPARATORS.reduce((best, separator) => (times(separator) > times(best) ? separator : best));
}

function refusalOf(error: unknown, line: number): Error {
  if (!(error instanceof CsvError)) return error instanceof Error ? error : new Error(String(error));
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new UnreadableList(
      'The row is longer than 64 KB, or a quote in it is never closed: correct it.',
      line,
    );
  }
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new UnreadableList('A quote is opened in this row and never closed: close it.', line);
  }
  return new UnreadableList(
    'A quote stands in the middle of a cell, or one before it is never closed: put the cell in quotes and write each quote inside it twice.',
    line,
  );
}
