import type { DataSource } from 'typeorm';
import type { ChannelName } from '../../domain/messaging/channel-name';
import type { Dialog } from './dialogs';
import { returnedRows } from './send-mapping';

/** Where a contact is written to about what it buys. */
export interface ContactRoute {
  channel: ChannelName;
  /** The bot it talks with there, and their dialog; null for the platform's own. */
  botId: string | null;
  dialog: Pick<Dialog, 'id' | 'turn' | 'createdAt'> | null;
  /** The bot's own templates; null where it has none. */
  orderTemplate: string | null;
  cartTemplate: string | null;
}

export type OrderContacts = ReturnType<typeof createOrderContacts>;

interface RawRoute extends Omit<ContactRoute, 'dialog'> {
  dialogId: string | null;
  turn: number;
  dialogCreatedAt: Date;
}

/** By which channel a contact hears of its orders: the one it wrote by last, and the bot it talks with there. */
export function createOrderContacts(db: DataSource) {
  return {
    /** Null for a contact without an address. */
    async routeOf(accountId: string, contactId: string): Promise<ContactRoute | null> {
      const [row] = returnedRows<RawRoute>(await db.query(ROUTE, [accountId, contactId]));
      if (!row) return null;
      const { dialogId: id, turn, dialogCreatedAt: createdAt, ...route } = row;
      return { ...route, dialog: id === null ? null : { id, turn, createdAt } };
    },
  };
}

const ROUTE = `
  SELECT identity.channel, dialog.bot_id AS "botId", dialog.id AS "dialogId", dialog.turn,
         dialog.created_at AS "dialogCreatedAt", bot.order_template AS "orderTemplate",
         bot.cart_template AS "cartTemplate"
    FROM contact_identity identity
    LEFT JOIN LATERAL (
      SELECT id, bot_id, turn, created_at FROM bot_dialog_state
       WHERE account_id = $1 AND contact_id = $2 AND platform = identity.channel
       ORDER BY last_interaction_at DESC LIMIT 1) dialog ON true
    LEFT JOIN bot_instance bot ON bot.account_id = $1 AND bot.id = dialog.bot_id
   WHERE identity.account_id = $1 AND identity.contact_id = $2
   ORDER BY identity.last_inbound_at DESC NULLS LAST, identity.created_at DESC LIMIT 1`;
