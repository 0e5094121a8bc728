import type { DataSource } from 'typeorm';
import type { MessageContent } from '../../domain/messaging/content';
import type { Send } from '../../domain/messaging/send';
import type { EpochMs } from '../../domain/time/moments';
import type { TranscriptEntry, Transcripts } from '../transcripts/transcripts';
import type { Dialog } from './dialogs';
import { createTurnSends } from './turn-sends';

/** Something said in a dialog that is no turn of its bot. */
export interface DialogMessage {
  dialog: Pick<Dialog, 'id' | 'accountId' | 'botId' | 'contactId' | 'platform' | 'turn' | 'createdAt'>;
  /** The ledger's key, and the id of the line. */
  key: string;
  content: MessageContent;
  /** How the transcript has it. */
  line: Pick<TranscriptEntry, 'type' | 'data'>;
  at: EpochMs;
}

export type DialogMessages = ReturnType<typeof createDialogMessages>;

/** Messages between turns: the row of the send ledger and the line of the transcript, written together. */
export function createDialogMessages(db: DataSource, transcripts: Transcripts) {
  const sends = createTurnSends(db);
  return {
    /** The send of the message; written again under its key, it is the one that was written first. */
    async write({ dialog, key, content, line, at }: DialogMessage): Promise<Send> {
      const { id, accountId, botId, contactId, platform, turn } = dialog;
      const [known] = await sends.of(accountId, [key]);
      if (known) return known;
      await db.transaction(async (unit) => {
        const request = { accountId, idempotencyKey: key, contactId, channel: platform, content, botId };
        await sends.reserve(unit, [request]);
        const place = { turn, position: positionBetweenTurns(dialog, at), at };
        const whose = { id: key, accountId, dialogId: id, contactId };
        await transcripts.append([{ ...whose, ...place, ...line, event: 'message' }], unit);
      });
      const [written] = await sends.of(accountId, [key]);
      if (!written) throw new Error('A message was not written');
      return written;
    },
  };
}

/** Before it stands whatever the bot itself said in the turn. */
const FIRST_POSITION = 1000;
const TENTH_OF_A_SECOND = 100;
/** A column's own limit, which a dialog comes to in its seventh year. */
const LAST_POSITION = 2_000_000_000;

/** Turns are the bot's: what is said between two of them is in the order of time. */
export function positionBetweenTurns({ createdAt }: Pick<Dialog, 'createdAt'>, at: EpochMs): number {
  const since = Math.max(0, Math.floor((at - createdAt.getTime()) / TENTH_OF_A_SECOND));
  return Math.min(FIRST_POSITION + since, LAST_POSITION);
}
