import type { Dialog } from '../../db/repositories/dialogs';
import type { TurnMessage } from '../../db/repositories/turn-messages';
import type { TranscriptEntry } from '../../db/transcripts/transcripts';
import type { LogEntry } from '../../domain/conversations/conversation';
import type { Send, SendState } from '../../domain/messaging/send';
import type { EpochMs } from '../../domain/time/moments';

/** A line of the transcript before it has its place: what happened, and the content that belongs to it. */
export type EntryDraft = Pick<TranscriptEntry, 'type' | 'event' | 'data'>;

/** What the person sent; `media` by ids of the bot's files. */
export function messageDraft({ id, content }: TurnMessage): EntryDraft {
  const { text, button, media } = content;
  return {
    type: 'user',
    event: 'message',
    data: {
      messageId: id,
      text,
      ...(button && { choice: button.id }),
      ...(media && {
        media: media.map(({ kind, fileName, mediaId }) => ({ kind, fileName, mediaId: mediaId ?? null })),
      }),
    },
  };
}

/** A line of the engine's log. */
export function logDraft({ kind, step, detail }: LogEntry): EntryDraft {
  return { type: 'event', event: kind, data: { step, detail } };
}

/** Something that happened to the conversation besides messages. */
export function eventDraft(event: string, data: Record<string, unknown> = {}): EntryDraft {
  return { type: 'event', event, data };
}

/** After everything that the turn itself wrote. */
const AFTER_THE_TURN = 100_000;

/** A message of a turn that did not go out, and why: outside the window, opted out, refused by the provider. */
export function notSentEntry(
  dialog: Pick<Dialog, 'id' | 'accountId' | 'contactId' | 'turn'>,
  send: Send,
  { n, at }: { n: number; at: EpochMs },
): TranscriptEntry {
  return {
    ...{ id: `${dialog.id}:${dialog.turn}:not-sent:${n}`, accountId: dialog.accountId },
    ...{
      dialogId: dialog.id,
      contactId: dialog.contactId,
      turn: dialog.turn,
      position: AFTER_THE_TURN + n,
      at,
    },
    ...notSentDraft(send),
  };
}

/** That a message did not go out, and why. */
export function notSentDraft({ id: sendId, state, resultCode, resultDetail }: Send): EntryDraft {
  return eventDraft('not-sent', { sendId, state, code: resultCode, detail: resultDetail });
}

/** States of sends that will never go out. */
export const WITHHELD: ReadonlySet<SendState> = new Set<SendState>(['suppressed', 'rejected']);

/** The drafts as entries of one turn; their ids are the same whenever the turn is written again. */
export function entriesOf(
  dialog: Pick<Dialog, 'id' | 'accountId' | 'contactId'>,
  { turn, at }: { turn: number; at: EpochMs },
  drafts: readonly EntryDraft[],
): TranscriptEntry[] {
  return drafts.map((draft, position) => ({
    ...draft,
    id: `${dialog.id}:${turn}:${position}`,
    accountId: dialog.accountId,
    dialogId: dialog.id,
    contactId: dialog.contactId,
    turn,
    position,
    at,
  }));
}
