import type { DataSource } from 'typeorm';
import type { ChannelName } from '../../domain/messaging/channel-name';
import type { InboundFile } from './inbound-messages';
import { returnedRows } from './send-mapping';

/** A file of a stored message: under its media id once it is fetched, or with why it never will be. */
export interface ArrivingFile extends InboundFile {
  mediaId?: string;
  refused?: string;
}

/** A message with files, and the bot and the dialog that it belongs to. */
export interface MessageWithFiles {
  id: string;
  accountId: string;
  channel: ChannelName;
  botId: string;
  dialogId: string;
  files: ArrivingFile[];
}

export type InboundMedia = ReturnType<typeof createInboundMedia>;

/** The files of stored messages, on their way into the bot's media. */
export function createInboundMedia(db: DataSource) {
  return {
    /** Null for a message that is unknown or that no bot has. */
    async get(messageId: string): Promise<MessageWithFiles | null> {
      const [row] = returnedRows<MessageWithFiles>(
        await db.query(
          `SELECT id, account_id AS "accountId", channel, bot_id AS "botId", dialog_state_id AS "dialogId",
                  coalesce(content -> 'media', '[]') AS files
             FROM inbound_message WHERE id = $1 AND bot_id IS NOT NULL AND dialog_state_id IS NOT NULL`,
          [messageId],
        ),
      );
      return row ?? null;
    },

    /** Writes on a file of the message what became of it, once. */
    async settle(
      messageId: string,
      position: number,
      outcome: { mediaId: string } | { refused: string },
    ): Promise<void> {
      await db.query(
        `UPDATE inbound_message
            SET content = jsonb_set(content, ARRAY['media', $2::text], content -> 'media' -> $2::int || $3::jsonb)
          WHERE id = $1 AND NOT content -> 'media' -> $2::int ?| ARRAY['mediaId', 'refused']`,
        [messageId, position, JSON.stringify(outcome)],
      );
    },
  };
}
