import { randomUUID } from 'node:crypto';
import { runTool, type ToolOutcome, type ToolScope } from '../../../activities/agent/agent-tool';
import { createShopTools } from '../../../activities/agent/shop-tools';
import { createAccounts } from '../../../db/repositories/accounts';
import { createCartAgreements } from '../../../db/repositories/cart-agreements';
import { createCarts } from '../../../db/repositories/carts';
import { createContacts } from '../../../db/repositories/contacts';
import { createOrders } from '../../../db/repositories/orders';
import { createProducts } from '../../../db/repositories/products';
import { createShopUsers } from '../../../db/repositories/shop-users';
import { createTestDatabase } from '../test-database';
import { product } from './catalogue';

export type AgentShopRig = Awaited<ReturnType<typeof createAgentShopRig>>;

/** What a contact wrote in a turn, and what it had been told before. */
export interface Words {
  said?: string;
  told?: string;
}

/** The shop's tools over a database of their own, called as a model would call them. */
export async function createAgentShopRig() {
  const database = await createTestDatabase();
  const db = database.dataSource;
  const { id: accountId } = await createAccounts(db).create('Tienda');
  const { id: strangerId } = await createAccounts(db).create('Otra tienda');
  const stores = {
    ...{ shopUsers: createShopUsers(db), products: createProducts(db), carts: createCarts(db) },
    ...{ agreements: createCartAgreements(db), orders: createOrders(db), contacts: createContacts(db) },
  };
  const started: number[] = [];
  const tools = createShopTools({
    ...stores,
    startCheckout: ({ orderId }) => Promise.resolve(started.push(orderId)),
    publicBaseUrl: 'https://shop.example',
  });
  let count = 0;

  return {
    ...stores,
    ...{ database, accountId, strangerId, tools },
    /** The orders whose checkout was begun. */
    started,

    async product(change: Parameters<typeof product>[2] & { name?: string; ofStranger?: boolean } = {}) {
      count += 1;
      const { name = `Leche ${count}`, ofStranger = false, ...rest } = change;
      const details = product(`A-${count}`, name, rest);
      const saved = await stores.products.create(ofStranger ? strangerId : accountId, details);
      if (saved.kind !== 'saved') throw new Error(saved.kind);
      return saved.product;
    },

    /** A contact who writes, in a dialog of its own; registered unless it says otherwise. */
    async contact({ registered = true, phone }: { registered?: boolean; phone?: string } = {}) {
      count += 1;
      const number = phone ?? `+57310${String(1_000_000 + count)}`;
      const whose = { accountId, channel: 'simulator' as const, address: number, phone: number, name: null };
      const contactId = await stores.contacts.ensure(whose);
      const details = { name: 'Juan', email: 'juan@example.com' };
      const user = registered ? await stores.shopUsers.ensureForContact(accountId, contactId, details) : null;
      return createTalker({ tools, accountId, contactId, userId: user?.id ?? 0 });
    },

    /** Has the catalogue ask another price for a product. */
    async reprice(productId: number, pesos: number): Promise<void> {
      await db.query('UPDATE products SET price_minor = $2 WHERE id = $1', [productId, pesos * 100]);
    },

    /** Everything that a call may change. */
    async state(): Promise<unknown> {
      const [row] = await db.query<unknown[]>(
        `SELECT (SELECT json_agg(users ORDER BY id) FROM users) AS users,
                (SELECT json_agg(item ORDER BY cart_id, product_id) FROM cart_items item) AS items,
                (SELECT json_agg(orders ORDER BY id) FROM orders) AS orders,
                (SELECT json_agg(json_build_array(id, price_minor, stock, reserved) ORDER BY id) FROM products) AS products`,
      );
      return row;
    },
  };
}

export type Talker = ReturnType<typeof createTalker>;

function createTalker({
  tools,
  ...who
}: Pick<ToolScope, 'accountId' | 'contactId'> & {
  tools: ReturnType<typeof createShopTools>;
  userId: number;
}) {
  const { accountId, contactId, userId } = who;
  const dialogId = randomUUID();
  let turn = 0;
  let calls = 0;
  const scopeOf = ({ said = '', told = '' }: Words, callKey: string): ToolScope => ({
    ...{ accountId, contactId, dialogId, botId: randomUUID() },
    ...{ turn, callKey, said, told, now: Date.now() },
  });
  const talker = {
    ...{ contactId, userId, dialogId },
    /** Begins a turn in which the contact has written this. */
    writes(words: Words = {}) {
      turn += 1;
      return async (
        name: string,
        input: Record<string, unknown> = {},
        key?: string,
      ): Promise<ToolOutcome> => {
        calls += 1;
        return runTool(tools, scopeOf(words, key ?? `${dialogId}:${turn}:${calls}`), { name, input });
      };
    },
    /** One call in a turn of its own. */
    asks: (name: string, input: Record<string, unknown> = {}) => talker.writes()(name, input),
  };
  return talker;
}
