import type { DataSource } from 'typeorm';
import type { ChannelName } from '../../domain/messaging/channel-name';
import { returnedRows } from './send-mapping';

/** Where a contact is written to about an order. */
export interface ContactRoute {
  channel: ChannelName;
  /** The bot it talks with there; null for the platform's own. */
  botId: string | null;
}

export type OrderContacts = ReturnType<typeof createOrderContacts>;

/** By which channel a contact hears of its orders: the one it wrote by last, and the bot it talks with there. */
export function createOrderContacts(db: DataSource) {
  return {
    /** Null for a contact without an address. */
    async routeOf(accountId: string, contactId: string): Promise<ContactRoute | null> {
      const [route] = returnedRows<ContactRoute>(
        await db.query(
          `SELECT identity.channel,
                  (SELECT dialog.bot_id FROM bot_dialog_state dialog
                    WHERE dialog.account_id = $1 AND dialog.contact_id = $2 AND dialog.platform = identity.channel
                    ORDER BY dialog.last_interaction_at DESC LIMIT 1) AS "botId"
             FROM contact_identity identity
            WHERE identity.account_id = $1 AND identity.contact_id = $2
            ORDER BY identity.last_inbound_at DESC NULLS LAST, identity.created_at DESC LIMIT 1`,
          [accountId, contactId],
        ),
      );
      return route ?? null;
    },
  };
}
