import { createReadStream } from 'node:fs';
import { countCsvRecords, csvRecords, type CsvRecord } from '../../csv/csv-records';
import type { SpooledFile } from '../../middleware/list-upload';
import { decodeList, encodingOf } from './list-encoding';

const STRICT = { relaxed: false };

/** The records of a list, whatever its encoding and separator. Throws `UnreadableFile`. */
export function readRecords(file: SpooledFile): AsyncGenerator<readonly CsvRecord[]> {
  return csvRecords(textOf(file), STRICT);
}

/** Reads a list through to its end and keeps nothing: how many records it has, or `UnreadableFile`. */
export function countRecords(file: SpooledFile): Promise<number> {
  return countCsvRecords(textOf(file), STRICT);
}

/** The cells of the first records of a list, which may have been cut off somewhere behind them. */
export async function readFirstRecords(file: SpooledFile, most: number): Promise<string[][]> {
  const first: string[][] = [];
  for await (const records of readRecords(file)) {
    first.push(...records.slice(0, most - first.length).map(({ cells }) => cells));
    if (first.length === most) break;
  }
  return first;
}

async function* textOf(file: SpooledFile): AsyncGenerator<string> {
  yield* decodeList(createReadStream(file.path), encodingOf(file));
}
