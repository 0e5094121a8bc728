import { z } from 'zod';
import type { TranscriptEntry, Transcripts } from '../../../db/transcripts/transcripts';
import type { SentMessage } from '../../../domain/conversations/conversation';
import type { Language } from '../../../domain/conversations/scenario';
import { FILE_KINDS } from '../../../domain/messaging/content';
import type { ApiDeps } from '../../api-deps';

/** What a bot said in a turn, before any channel rendered it. */
export interface SaidInTurns {
  language: Language;
  ofTurn(turn: number): readonly SentMessage[];
}

const optionSchema = z.object({ id: z.string(), label: z.string(), description: z.string().optional() });
const itemSchema = z.union([
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({
    kind: z.enum(FILE_KINDS),
    media: z.string().optional(),
    url: z.string().optional(),
    caption: z.string().optional(),
  }),
]);
/** A bot's message as the transcript keeps it. */
const messageSchema = z.object({
  items: z.array(itemSchema),
  buttons: z.array(optionSchema).optional(),
  list: z.object({ button: z.string(), rows: z.array(optionSchema) }).optional(),
});

const PAGE = 500;
/** Behind every entry of a turn. */
const LAST_POSITION = 2_147_483_647;
const UNKNOWN_LANGUAGE = 'es';

interface Turns {
  accountId: string;
  dialogId: string;
  turns: readonly number[];
}

/** Reads from the transcript what was said in these turns of one dialog. */
export async function readSaid(
  of: Turns,
  { transcripts, dialogs }: Pick<ApiDeps, 'transcripts' | 'dialogs'>,
): Promise<SaidInTurns> {
  const entries = await entriesOf(of, transcripts);
  const dialog = await dialogs.get(of.accountId, of.dialogId);
  return {
    language: dialog?.state?.language ?? UNKNOWN_LANGUAGE,
    ofTurn: (wanted) => entries.flatMap((entry) => (entry.turn === wanted ? (messageIn(entry) ?? []) : [])),
  };
}

/** From the first of the turns to the last. */
async function entriesOf(
  { accountId, dialogId, turns }: Turns,
  transcripts: Transcripts,
): Promise<TranscriptEntry[]> {
  const last = Math.max(...turns);
  const entries: TranscriptEntry[] = [];
  let after = { turn: Math.min(...turns) - 1, position: LAST_POSITION };
  for (;;) {
    const page = await transcripts.list({ accountId, dialogId, after, limit: PAGE });
    entries.push(...page);
    const end = page.at(-1);
    if (!end || page.length < PAGE || end.turn > last) return entries;
    after = { turn: end.turn, position: end.position };
  }
}

function messageIn({ type, event, data }: TranscriptEntry): SentMessage | null {
  if (type !== 'bot' || event !== 'message') return null;
  return (messageSchema.safeParse(data['message']).data as SentMessage | undefined) ?? null;
}
