import { z } from 'zod';
import type { TranscriptEntry } from '../../db/transcripts/transcripts';
import type { Line } from '../../domain/agent/dialogue';
import { saidToModel } from '../../domain/agent/said';
import { FILE_KINDS } from '../../domain/messaging/content';
import type { AgentDeps } from './agent-deps';
import type { OpenTurn } from './read-turn';

/** Turns of the dialog that are looked back upon; an exchange with an agent is two. */
const TURNS_BACK = 40;
const MOST_ENTRIES = 1000;

const written = z.looseObject({
  text: z.string(),
  media: z.array(z.looseObject({ kind: z.enum([...FILE_KINDS, 'sticker']) })).optional(),
});
const shown = z.looseObject({
  message: z.looseObject({
    items: z.array(z.looseObject({ text: z.string().optional(), caption: z.string().optional() })),
  }),
});

/** What was said of late, by whom, and what the contact said since the turn began, as it was written. */
export interface Dialogue {
  lines: Line[];
  said: string;
  /** What the contact was told last before the turn began; '' for nothing. */
  told: string;
}

/** The turn since which a dialog is looked back upon. */
export function lookedBackTo(turn: number): number {
  return Math.max(0, turn - TURNS_BACK);
}

/** The end of the dialog's transcript. */
export async function readDialogue(
  { conversations }: AgentDeps,
  { dialog: { accountId, id: dialogId, turn }, asked: { since } }: Pick<OpenTurn, 'dialog' | 'asked'>,
): Promise<Dialogue> {
  const entries = await conversations.transcripts.list({
    accountId,
    dialogId,
    after: { turn: lookedBackTo(turn), position: 0 },
    limit: MOST_ENTRIES,
  });
  const lines = entries.flatMap((entry) => lineOf(entry) ?? []);
  const saidSince = entries.filter(
    ({ type, event, turn: said }) => type === 'user' && event === 'message' && said >= since,
  );
  return {
    lines,
    said: saidSince.map(({ data }) => written.parse(data).text).join('\n'),
    told: lines.findLast((line) => line.by === 'business' && line.turn < since)?.text ?? '',
  };
}

/** Null for what nobody said. */
function lineOf({ type, event, turn, data }: TranscriptEntry): Line | null {
  if (event !== 'message') return null;
  if (type === 'user') {
    const { text, media = [] } = written.parse(data);
    return { turn, by: 'contact', text: saidToModel({ text, files: media.map(({ kind }) => kind) }) };
  }
  const text = type === 'operator' ? written.parse(data).text : textShown(data);
  return text === '' ? null : { turn, by: 'business', text };
}

function textShown(data: TranscriptEntry['data']): string {
  const { items } = shown.parse(data).message;
  return items
    .map(({ text, caption }) => text ?? caption ?? '')
    .filter((part) => part !== '')
    .join('\n');
}
