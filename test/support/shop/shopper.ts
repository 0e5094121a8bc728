import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { createBots } from '../../../db/repositories/bots';
import { createCarts } from '../../../db/repositories/carts';
import type { Contacts } from '../../../db/repositories/contacts';
import { createDialogs } from '../../../db/repositories/dialogs';
import { createOrders, type Orders } from '../../../db/repositories/orders';
import { createProducts } from '../../../db/repositories/products';
import { createShopUsers } from '../../../db/repositories/shop-users';
import type { Transcripts } from '../../../db/transcripts/transcripts';
import { product } from './catalogue';

interface Shop {
  accountId: string;
  now: () => Promise<number>;
  contacts: Contacts;
  transcripts: Transcripts;
}

/** Whoever can fill a cart and order it. */
export interface Buyer {
  phone: string;
  fills(productId: number, quantity: number): Promise<unknown>;
  orders(): ReturnType<Orders['checkout']>;
}

export type Shopper = Awaited<ReturnType<ReturnType<typeof createShopper>['person']>>;

/** People with a phone who put something into a cart and order it. */
export function createShopper(db: DataSource, { accountId, now, contacts, transcripts }: Shop) {
  const users = createShopUsers(db);
  const carts = createCarts(db);
  const orders = createOrders(db);
  let count = 0;

  /** Somebody with a user of their own; on `twilio` free text needs an open window. */
  async function person({ channel = 'simulator' }: { channel?: 'simulator' | 'twilio' } = {}) {
    count += 1;
    const phone = `+5730000${String(10_000 + count)}`;
    const name = `Ana ${count}`;
    const contactId = await contacts.ensure({ accountId, channel, address: phone, phone, name });
    const user = await users.ensureForContact(accountId, contactId, { name });
    if (!user) throw new Error('A contact that was made is a user');
    const whose = { accountId, contactId };
    return {
      ...{ phone, contactId, userId: user.id },
      /** Writes something now, which opens the window. */
      async writes(): Promise<void> {
        await db.query(
          'UPDATE contact_identity SET last_inbound_at = $3 WHERE account_id = $1 AND contact_id = $2',
          [accountId, contactId, new Date(await now())],
        );
      },
      /** Talks with a bot of this account, which may have templates of its own. */
      async talksWithBot(templates: { orderTemplate?: string; cartTemplate?: string } = {}) {
        const description = { name: randomUUID(), description: null, mode: 'agent' as const, ...templates };
        const bot = await createBots(db).create(accountId, description);
        if (!bot) throw new Error('The bot was not made');
        const at = new Date(await now());
        const chat = { ...whose, botId: bot.id, platform: channel, chatId: phone, at };
        const dialogId = await createDialogs(db).ensure(chat);
        await db.query('UPDATE bot_dialog_state SET created_at = $2 WHERE id = $1', [dialogId, at]);
        return {
          dialogId,
          lines: () => transcripts.list({ accountId, dialogId, after: null, limit: 100 }),
        };
      },
      fills: (productId: number, quantity = 1) =>
        carts.addItem({ accountId, userId: user.id, productId, quantity }),
      empties: () => carts.clear({ accountId, userId: user.id }),
      orders: async () => orders.checkout({ accountId, userId: user.id, at: new Date(await now()) }),
    };
  }

  return {
    person,

    async product(stock: number, pesos = 4500): Promise<number> {
      count += 1;
      const details = product(`SKU-${count}`, `Leche <${count}> & Cía`, { stock, pesos });
      const saved = await createProducts(db).create(accountId, details);
      if (saved.kind !== 'saved') throw new Error(saved.kind);
      return saved.product.id;
    },

    async order(productId: number, quantity = 1, by?: Buyer) {
      const buyer = by ?? (await person());
      await buyer.fills(productId, quantity);
      return { placed: await buyer.orders(), phone: buyer.phone };
    },

    async level(productId: number): Promise<{ stock: number; reserved: number }> {
      const [level] = await db.query<{ stock: number; reserved: number }[]>(
        'SELECT stock, reserved FROM products WHERE id = $1',
        [productId],
      );
      if (!level) throw new Error('The product is gone');
      return level;
    },
  };
}
