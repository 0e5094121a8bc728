import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { readLegacyCsv } from '../../api/routes/programs/read-legacy-csv';
import { importView } from '../../api/routes/imports/imports.schema';
import type { ApiClient } from '../api/api-client';
import type { Progress } from '../terminal/progress-bar';
import type { ImportResult } from './import-report';

export interface CsvUpload {
  file: string;
  programId: string;
  channel: string | undefined;
  onProgress: (progress: Progress) => void;
}

/** Throws when the file is not one of the old script's, before anything is made for it. */
export async function checkCsv(file: string): Promise<void> {
  await sizeOfFile(file);
  const input = createReadStream(file);
  for await (const item of readLegacyCsv(input)) {
    input.destroy();
    if ('refused' in item) throw new Error(`${file}, line ${item.line}: ${item.refused}`);
    return;
  }
}

/** The size of a file that can be read; throws one error that says what is wrong with it. */
async function sizeOfFile(file: string): Promise<number> {
  const found = await stat(file).catch((error: unknown) => {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  if (!found.isFile()) throw new Error(`${file} is not a file.`);
  return found.size;
}

/** Sends a file to a program's import as it is read. */
export async function uploadCsv(
  api: ApiClient,
  { file, programId, channel, onProgress }: CsvUpload,
): Promise<ImportResult> {
  const total = await sizeOfFile(file);
  let done = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      done += chunk.length;
      onProgress({ done, total });
      callback(null, chunk);
    },
  });
  const input = createReadStream(file);
  input.on('error', (error) => counted.destroy(error));
  return api.upload({
    path: `/api/programs/${programId}/enrollments/import`,
    schema: importView,
    query: { channel },
    contentType: 'text/csv',
    stream: input.pipe(counted),
  });
}
