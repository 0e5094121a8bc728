import type { DataSource } from 'typeorm';
import { filesOf, textOf, type MessageContent } from '../../domain/messaging/content';
import type { Send } from '../../domain/messaging/send';
import type { EpochMs } from '../../domain/time/moments';
import type { Transcripts } from '../transcripts/transcripts';
import { createDialogMessages, type DialogMessage } from './dialog-messages';

export interface OperatorReply {
  dialog: DialogMessage['dialog'];
  /** The caller's own name of the reply, unique in the dialog. */
  key: string;
  content: MessageContent;
  at: EpochMs;
}

export type OperatorReplies = ReturnType<typeof createOperatorReplies>;

/** What a person says in a dialog: its row of the send ledger and its line of the transcript, written together. */
export function createOperatorReplies(db: DataSource, transcripts: Transcripts) {
  const messages = createDialogMessages(db, transcripts);
  return {
    /** The send of the reply; written again under its key, it is the one that was written first. */
    write: ({ dialog, key, content, at }: OperatorReply): Promise<Send> =>
      messages.write({
        ...{ dialog, key: operatorReplyKey(dialog.id, key), at },
        content,
        line: { type: 'operator', data: lineOf(content) },
      }),
  };
}

/** The ledger's key of what a person says in a dialog. */
function operatorReplyKey(dialogId: string, key: string): string {
  return `message:dialog:${dialogId}:${key}`;
}

/** A reply as the transcript has it: the same form as what a contact says. */
function lineOf(content: MessageContent) {
  const media = filesOf(content).map(({ kind, media: mediaId = null }) => ({ kind, mediaId }));
  const template = content.kind === 'template' ? { template: content.template } : {};
  return { text: textOf(content) ?? '', ...(media.length > 0 && { media }), ...template };
}
