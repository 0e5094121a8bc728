import type { DataSource } from 'typeorm';
import type { Send } from '../../domain/messaging/send';
import type { EpochMs } from '../../domain/time/moments';
import type { Transcripts } from '../transcripts/transcripts';
import type { Dialog } from './dialogs';
import { createTurnSends } from './turn-sends';

export interface OperatorReply {
  dialog: Pick<Dialog, 'id' | 'accountId' | 'botId' | 'contactId' | 'platform' | 'turn' | 'createdAt'>;
  /** The caller's own name of the reply, unique in the dialog. */
  key: string;
  text: string;
  at: EpochMs;
}

export type OperatorReplies = ReturnType<typeof createOperatorReplies>;

/** Before it stands whatever the bot itself said in the turn. */
const FIRST_POSITION = 1000;
const TENTH_OF_A_SECOND = 100;

/** What a person says in a dialog: its row of the send ledger and its line of the transcript, written together. */
export function createOperatorReplies(db: DataSource, transcripts: Transcripts) {
  const sends = createTurnSends(db);
  return {
    /** The send of the reply; written again under its key, it is the one that was written first. */
    async write({ dialog, key, text, at }: OperatorReply): Promise<Send> {
      const { id, accountId, botId, contactId, platform, turn } = dialog;
      const idempotencyKey = operatorReplyKey(id, key);
      const [known] = await sends.of(accountId, [idempotencyKey]);
      if (known) return known;
      const content = { kind: 'text', text } as const;
      await db.transaction(async (unit) => {
        const request = { accountId, idempotencyKey, contactId, channel: platform, content, botId };
        await sends.reserve(unit, [request]);
        const entry = { id: idempotencyKey, accountId, dialogId: id, contactId, turn, at };
        const position = positionOf(dialog, at);
        await transcripts.append(
          [{ ...entry, position, type: 'operator', event: 'message', data: { text } }],
          unit,
        );
      });
      const [written] = await sends.of(accountId, [idempotencyKey]);
      if (!written) throw new Error('A reply was not written');
      return written;
    },
  };
}

/** The ledger's key of what a person says in a dialog. */
function operatorReplyKey(dialogId: string, key: string): string {
  return `message:dialog:${dialogId}:${key}`;
}

/** Turns are the bot's: between two of them a person's words are in the order of time. */
function positionOf({ createdAt }: OperatorReply['dialog'], at: EpochMs): number {
  return FIRST_POSITION + Math.max(0, Math.floor((at - createdAt.getTime()) / TENTH_OF_A_SECOND));
}
