import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { importView } from '../../api/routes/imports/imports.schema';
import type { ApiClient } from '../api/api-client';
import type { ProgressLine } from '../terminal/progress-bar';
import { createEnrollmentCount } from './count-enrolled';
import type { ImportResult } from './import-report';
import type { CsvSurvey } from './survey-csv';

export interface CsvUpload {
  file: string;
  survey: CsvSurvey;
  programId: string;
  channel: string | undefined;
  bar: ProgressLine;
}

/** Sends a file to a program's import as it is read, and shows how far that and the enrolling have come. */
export async function uploadCsv(api: ApiClient, upload: CsvUpload): Promise<ImportResult> {
  const { file, survey, programId, channel, bar } = upload;
  const over = new AbortController();
  const count = bar.isShown ? await createEnrollmentCount(api, programId) : undefined;
  const onCount = (done: number) => bar.show('Enrolling', { done, total: survey.contacts });
  const following = count?.follow(onCount, over.signal).catch(() => undefined);
  try {
    return await api.upload({
      path: `/api/programs/${programId}/enrollments/import`,
      schema: importView,
      query: { channel },
      contentType: 'text/csv',
      stream: countedFile(file, (done) => bar.show('Sending', { done, total: survey.bytes })),
    });
  } finally {
    over.abort();
    await following;
    bar.end();
  }
}

function countedFile(file: string, onBytes: (done: number) => void): Transform {
  let done = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      done += chunk.length;
      onBytes(done);
      callback(null, chunk);
    },
  });
  const input = createReadStream(file);
  input.on('error', (error) => counted.destroy(error));
  return input.pipe(counted);
}
