import type { DataSource } from 'typeorm';
import { MOST_FAILURES } from '../../domain/messaging/most-failures';
import { prepared } from '../prepared';
import { returnedRows } from './send-mapping';

/** A file of a stored message: under its media id once it has been fetched. */
export interface StoredFile {
  kind: 'image' | 'audio' | 'video' | 'document' | 'sticker';
  fileName: string | null;
  albumId: string | null;
  mediaId?: string;
}

/** A message that no turn has answered yet. */
export interface TurnMessage {
  id: string;
  content: { text: string; media?: StoredFile[]; button?: { id: string; tapId?: string } };
  receivedAt: Date;
  failures: number;
}

/** A turn that failed by a defect of ours. */
export interface FailedTurn {
  accountId: string;
  dialogId: string;
  messageIds: readonly string[];
  /** Which turn, and how; nothing that a person wrote. */
  detail: string;
}

export type TurnMessages = ReturnType<typeof createTurnMessages>;

/** What contacts wrote, as the turns of their dialogs take it. */
export function createTurnMessages(db: DataSource) {
  return {
    /**
     * Those of the given messages that no turn has taken, as they were written, and with them what was stored
     * before and is not signalled yet: it must not be answered after them. Files are fetched on a signal only.
     * Those that are parked are left out.
     */
    async untaken(accountId: string, dialogId: string, ids: readonly string[]): Promise<TurnMessage[]> {
      return returnedRows<TurnMessage>(
        await db.query(
          prepared(`SELECT id, content, received_at AS "receivedAt", failures FROM inbound_message
            WHERE account_id = $1 AND dialog_state_id = $2 AND turn IS NULL AND failures < $5
              AND (id = ANY($3) OR (id < $4 AND NOT content ? 'media'))
            ORDER BY received_at, id`),
          [accountId, dialogId, ids, ids.toSorted().at(-1), MOST_FAILURES],
        ),
      );
    },

    /** Counts the failure of a turn against its messages; one that fails too often is parked, and no longer handled. */
    async noteFailedTurn({ accountId, dialogId, messageIds, detail }: FailedTurn): Promise<void> {
      await db.query(
        `UPDATE inbound_message SET failures = failures + 1, turn_failure = $4,
                handled_at = CASE WHEN failures + 1 >= $5 THEN NULL ELSE handled_at END
          WHERE account_id = $1 AND dialog_state_id = $2 AND id = ANY($3) AND turn IS NULL`,
        [accountId, dialogId, messageIds, detail, MOST_FAILURES],
      );
    },
  };
}
