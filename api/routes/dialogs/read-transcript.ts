import type { z } from 'zod';
import type { TranscriptEntry } from '../../../db/transcripts/transcripts';
import type { ApiDeps } from '../../api-deps';
import { readPage } from '../../paging';
import { presentEntry } from './dialogs.presenter';
import type { historyQuery } from './dialogs.schema';

interface Asked {
  accountId: string;
  dialogId: string;
  query: z.output<typeof historyQuery>;
}

/** A page of what was said and done, and how each message of it went out. */
export async function readTranscript(
  { accountId, dialogId, query }: Asked,
  { transcripts, dialogSends }: Pick<ApiDeps, 'transcripts' | 'dialogSends'>,
) {
  const { items, nextCursor } = await readPage({
    limit: query.limit,
    read: (limit) =>
      transcripts.list({
        ...{ accountId, dialogId, limit },
        after: query.cursor ?? null,
        newestFirst: query.order === 'newest',
      }),
    cursorOf: ({ turn, position }) => `${turn}_${position}`,
    present: (entry) => entry,
  });
  const lastOfTurns = lastMessages(items.filter((entry) => isSaid(entry) && !isBetweenTurns(entry)));
  const sends = await dialogSends.of({
    ...{ accountId, dialogId },
    turns: [...lastOfTurns.keys()],
    keys: items.filter((entry) => isSaid(entry) && isBetweenTurns(entry)).map(({ id }) => id),
  });
  const sendsOf = (entry: TranscriptEntry) =>
    lastOfTurns.get(entry.turn) === entry ? sends.ofTurn(entry.turn) : sends.ofLine(entry.id);
  return { items: items.map((entry) => presentEntry(entry, sendsOf(entry))), nextCursor };
}

const isSaid = ({ type, event }: TranscriptEntry) =>
  (type === 'bot' || type === 'operator') && event === 'message';

/** Such a line has the ledger's own key as its id; those of a turn are numbered. */
const isBetweenTurns = ({ id, dialogId }: TranscriptEntry) => !id.startsWith(`${dialogId}:`);

/** The last message of each turn, by its place. */
function lastMessages(entries: readonly TranscriptEntry[]): ReadonlyMap<number, TranscriptEntry> {
  const inOrder = entries.toSorted((a, b) => a.position - b.position);
  return new Map(inOrder.map((entry) => [entry.turn, entry]));
}
