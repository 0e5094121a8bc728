import type { DataSource } from 'typeorm';
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
}

export type TurnMessages = ReturnType<typeof createTurnMessages>;

/** What contacts wrote, as the turns of their dialogs take it. */
export function createTurnMessages(db: DataSource) {
  return {
    /**
     * Those of the given messages that no turn has taken, as they were written, and with them what was stored
     * before and is not signalled yet: it must not be answered after them. Files are fetched on a signal only.
     */
    async untaken(accountId: string, dialogId: string, ids: readonly string[]): Promise<TurnMessage[]> {
      return returnedRows<TurnMessage>(
        await db.query(
          `SELECT id, content, received_at AS "receivedAt" FROM inbound_message
            WHERE account_id = $1 AND dialog_state_id = $2 AND turn IS NULL
              AND (id = ANY($3) OR (id < $4 AND NOT content ? 'media'))
            ORDER BY received_at, id`,
          [accountId, dialogId, ids, ids.toSorted().at(-1)],
        ),
      );
    },
  };
}
