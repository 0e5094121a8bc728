import type { z } from 'zod';
import { historyPage } from '../../api/routes/dialogs/dialogs.schema';
import type { ApiClient } from '../api/api-client';
import { readPages } from '../api/read-pages';

export type TranscriptLine = z.output<typeof historyPage>['items'][number];

export interface Transcript {
  lines: TranscriptLine[];
  /** How many came before those. */
  earlier: number;
}

/** The newest lines of a dialog that are wanted, oldest first. */
export async function readTranscript(
  api: ApiClient,
  dialogId: string,
  { isWanted, most }: { isWanted: (line: TranscriptLine) => boolean; most: number },
): Promise<Transcript> {
  const lines: TranscriptLine[] = [];
  let earlier = 0;
  for await (const line of readPages(api, {
    path: `/api/dialogs/${dialogId}/history`,
    schema: historyPage,
  })) {
    if (!isWanted(line)) continue;
    lines.push(line);
    if (lines.length <= most) continue;
    lines.shift();
    earlier += 1;
  }
  return { lines, earlier };
}
