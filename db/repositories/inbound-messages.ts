import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { ChannelName } from '../../domain/messaging/channel-name';
import { returnedRows } from './send-mapping';

export interface InboundRecord {
  accountId: string;
  channel: ChannelName;
  /** The provider's message id. */
  providerId: string;
  contactId: string;
  text: string;
  receivedAt: Date;
}

export interface StoredInbound extends InboundRecord {
  id: string;
}

export type InboundMessages = ReturnType<typeof createInboundMessages>;

interface RawInbound {
  id: string;
  account_id: string;
  channel: ChannelName;
  provider_id: string;
  contact_id: string;
  content: { text: string };
  received_at: Date;
}

/** What contacts wrote, each provider message once and for ever. */
export function createInboundMessages(db: DataSource) {
  return {
    /**
     * Stores a message under its provider's id. `handled` is true when an earlier delivery of the same
     * message was stored and its effects are done; a stored one without effects is to be handled again.
     */
    async store(record: InboundRecord): Promise<{ message: StoredInbound; handled: boolean }> {
      const [row] = returnedRows<{ id: string; handled: boolean }>(
        await db.query(
          `INSERT INTO inbound_message AS stored
             (id, account_id, channel, provider_id, contact_id, content, received_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)
           ON CONFLICT ON CONSTRAINT inbound_message_provider_unique
             DO UPDATE SET provider_id = stored.provider_id
           RETURNING id, handled_at IS NOT NULL AS handled`,
          [
            uuidv7(),
            record.accountId,
            record.channel,
            record.providerId,
            record.contactId,
            JSON.stringify({ text: record.text }),
            record.receivedAt,
          ],
        ),
      );
      if (!row) throw new Error('An inbound message was neither stored nor found');
      return { message: { ...record, id: row.id }, handled: row.handled };
    },

    async markHandled(id: string): Promise<void> {
      await db.query('UPDATE inbound_message SET handled_at = now() WHERE id = $1 AND handled_at IS NULL', [
        id,
      ]);
    },

    /** Stored and never handled: a process died between the two. Over all accounts, for the sweep. */
    async unhandled(olderThan: Date, limit: number): Promise<StoredInbound[]> {
      const rows = returnedRows<RawInbound>(
        await db.query(
          `SELECT * FROM inbound_message WHERE handled_at IS NULL AND received_at < $1
            ORDER BY received_at LIMIT $2`,
          [olderThan, limit],
        ),
      );
      return rows.map((row) => ({
        id: row.id,
        accountId: row.account_id,
        channel: row.channel,
        providerId: row.provider_id,
        contactId: row.contact_id,
        text: row.content.text,
        receivedAt: row.received_at,
      }));
    },
  };
}
