import type { DataSource } from 'typeorm';
import type { Send } from '../../domain/messaging/send';
import type { EpochMs } from '../../domain/time/moments';
import type { Transcripts } from '../transcripts/transcripts';
import { createDialogMessages, type DialogMessage } from './dialog-messages';

export interface OperatorReply {
  dialog: DialogMessage['dialog'];
  /** The caller's own name of the reply, unique in the dialog. */
  key: string;
  text: string;
  at: EpochMs;
}

export type OperatorReplies = ReturnType<typeof createOperatorReplies>;

/** What a person says in a dialog: its row of the send ledger and its line of the transcript, written together. */
export function createOperatorReplies(db: DataSource, transcripts: Transcripts) {
  const messages = createDialogMessages(db, transcripts);
  return {
    /** The send of the reply; written again under its key, it is the one that was written first. */
    write: ({ dialog, key, text, at }: OperatorReply): Promise<Send> =>
      messages.write({
        ...{ dialog, key: operatorReplyKey(dialog.id, key), at },
        content: { kind: 'text', text },
        line: { type: 'operator', data: { text } },
      }),
  };
}

/** The ledger's key of what a person says in a dialog. */
function operatorReplyKey(dialogId: string, key: string): string {
  return `message:dialog:${dialogId}:${key}`;
}
