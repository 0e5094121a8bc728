import { z } from 'zod';
import type { TranscriptEntry } from '../../../db/transcripts/transcripts';
import type { ReceivedMedia } from '../../../domain/conversations/conversation';
import type { Happened } from '../../../domain/conversations/record-history';
import { isUnheard } from '../../../domain/conversations/unheard';
import { FILE_KINDS } from '../../../domain/messaging/content';

/** What the events of a conversation came with, as the transcript keeps it. */
const DATA = {
  message: z.looseObject({
    text: z.string(),
    choice: z.string().optional(),
    media: z
      .array(z.looseObject({ kind: z.enum([...FILE_KINDS, 'sticker']), mediaId: z.string().nullable() }))
      .optional(),
  }),
  call: z.looseObject({
    status: z.int().optional(),
    body: z.json().optional(),
    failed: z.string().optional(),
  }),
  agent: z.looseObject({
    result: z.json().optional(),
    failed: z.string().optional(),
  }),
};

/** What happened to the newest conversation of a dialog, without what its scenario never heard of. */
export function readHistory(entries: readonly TranscriptEntry[]): Happened[] {
  const newest = entries.slice(beginningOf(entries));
  return newest.flatMap((entry, index) => (isHeard(newest[index + 1]) ? (happenedIn(entry) ?? []) : []));
}

/** Where the newest conversation begins: with a start, or with the first message after an end. */
function beginningOf(entries: readonly TranscriptEntry[]): number {
  let beginning = 0;
  let over = false;
  for (const [index, { type, event }] of entries.entries()) {
    const begins =
      type === 'user' && event === 'message' ? over && isHeard(entries[index + 1]) : event === 'started';
    if (begins) beginning = index;
    if (begins) over = false;
    else if (event === 'ended' || event === 'closed') over = true;
  }
  return beginning;
}

/** A log line after an event says when it was kept from the scenario. */
function isHeard(next: TranscriptEntry | undefined): boolean {
  return next?.event !== 'ignored' || !isUnheard(next.data['detail']);
}

function happenedIn({ type, event, at, data }: TranscriptEntry): Happened | null {
  if (type === 'user') return event === 'message' ? messageIn(at, data) : null;
  if (type !== 'event') return null;
  switch (event) {
    case 'started':
    case 'returned':
    case 'migrated':
    case 'timer':
      return { kind: event, at };
    case 'call':
      return callIn(at, data);
    case 'agent':
      return agentIn(at, data);
    default:
      return null;
  }
}

function messageIn(at: number, data: unknown): Happened {
  const { text, choice = null, media = [] } = DATA.message.parse(data);
  return {
    kind: 'message',
    at,
    text,
    choice,
    media: media.map(fileOf).find((file) => file !== null) ?? null,
  };
}

function fileOf({ kind, mediaId }: { kind: string; mediaId: string | null }): ReceivedMedia | null {
  const shown = FILE_KINDS.find((known) => known === kind) ?? 'image';
  return mediaId === null ? null : { kind: shown, media: mediaId };
}

function callIn(at: number, data: unknown): Happened {
  const { status, body = null, failed } = DATA.call.parse(data);
  if (status === undefined) return { kind: 'call-failed', at, reason: failed ?? 'the call failed' };
  return { kind: 'call-answered', at, status, body };
}

function agentIn(at: number, data: unknown): Happened {
  const { result = null, failed } = DATA.agent.parse(data);
  if (failed !== undefined) return { kind: 'agent-failed', at, reason: failed };
  return { kind: 'agent-done', at, result };
}
