import '../quiet-temporal';
import { receivePayment } from '../../../api/inbound/receive-payment';
import { createCheckoutClient } from '../../../api/temporal/checkout-client';
import { createAccounts } from '../../../db/repositories/accounts';
import { createCarts } from '../../../db/repositories/carts';
import { createOrders } from '../../../db/repositories/orders';
import { createPayments } from '../../../db/repositories/payments';
import { createProducts } from '../../../db/repositories/products';
import { createShopUsers } from '../../../db/repositories/shop-users';
import { createStripePayments } from '../../../payments/stripe/stripe-payments';
import { composeActivities } from '../../../workers/compose-activities';
import { composeCheckout } from '../../../workers/compose-checkout';
import { TASK_QUEUES } from '../../../workers/task-queues';
import { checkoutWorkflowId } from '../../../workflows/shop/contract';
import { startFakeStripe } from '../fake-stripe/fake-stripe';
import { serveOnLoopback } from '../loopback-server';
import { webhookOf } from '../payment-fakes/webhook-receiver';
import { startRigWorker } from '../rig-worker';
import { createOutside } from '../scripted-channel';
import { createTestDatabase } from '../test-database';
import { createTimeSkippingEnvironment } from '../time-skipping';
import { product } from './catalogue';

export type CheckoutRig = Awaited<ReturnType<typeof createCheckoutRig>>;

/** Checkouts as they run in production: real workflows, activities and Postgres, and a Stripe on this machine. */
export async function createCheckoutRig() {
  const [database, env, stripe] = await Promise.all([
    createTestDatabase(),
    createTimeSkippingEnvironment(),
    startFakeStripe(),
  ]);
  const db = database.dataSource;
  const now = () => env.currentTimeMs();
  const outside = createOutside(now);
  const parts = composeActivities(db, {
    channels: [...outside.channels],
    clock: now,
    checkDelays: [60_000],
    progressTable: null,
  });
  const provider = createStripePayments({
    secretKey: stripe.secretKey,
    webhookSecret: stripe.webhookSecret,
    apiBaseUrl: stripe.url,
    timeoutMs: 1000,
  });
  const providers = { current: 'stripe' as const, of: () => provider };
  const publicBaseUrl = 'https://shop.example';
  const activities = composeCheckout(db, parts, { providers, publicBaseUrl, reminderTemplate: null });
  const checkouts = createCheckoutClient(env.client);
  const payments = createPayments(db);
  const webhooks = await serveWebhooks(async (webhook) => {
    if (!provider.isGenuine(webhook)) return 401;
    const reading = await provider.readWebhook(webhook);
    if (reading.kind !== 'read') return 503;
    const deps = { payments, checkoutStarter: checkouts };
    return (await receivePayment({ provider: 'stripe', news: reading.news }, deps)) === 'received'
      ? 204
      : 503;
  });
  stripe.script({ webhooks: { url: webhooks.url } });
  const worker = await startRigWorker(env, { taskQueue: TASK_QUEUES.checkout, activities });
  const { id: accountId } = await createAccounts(db).create('Tienda');

  return {
    ...{ env, stripe, outside, accountId, checkouts, payments, database, now },
    orders: createOrders(db),
    shopper: createShopper(db, { accountId, now, contacts: parts.contacts }),
    sessionOf: async (orderId: number) => {
      const session = await payments.sessionOf(accountId, orderId);
      if (!session?.session) throw new Error('Nobody can pay yet');
      return session.session;
    },
    handle: (orderId: number) => env.client.workflow.getHandle(checkoutWorkflowId(orderId)),
    async close(): Promise<void> {
      await worker.stop();
      await Promise.all([webhooks.close(), stripe.close()]);
      await env.teardown();
      await database.drop();
    },
  };
}

type Db = Awaited<ReturnType<typeof createTestDatabase>>['dataSource'];
interface Shop {
  accountId: string;
  now: () => Promise<number>;
  contacts: ReturnType<typeof composeActivities>['contacts'];
}

/** People with a phone who put something into a cart and order it. */
function createShopper(db: Db, { accountId, now, contacts }: Shop) {
  const users = createShopUsers(db);
  const carts = createCarts(db);
  const orders = createOrders(db);
  let count = 0;
  return {
    async product(stock: number, pesos = 4500): Promise<number> {
      count += 1;
      const details = product(`SKU-${count}`, `Leche <${count}> & Cía`, { stock, pesos });
      const saved = await createProducts(db).create(accountId, details);
      if (saved.kind !== 'saved') throw new Error(saved.kind);
      return saved.product.id;
    },

    async order(productId: number, quantity = 1) {
      count += 1;
      const phone = `+5730000${String(10_000 + count)}`;
      const address = {
        accountId,
        channel: 'simulator' as const,
        address: phone,
        phone,
        name: `Ana ${count}`,
      };
      const contactId = await contacts.ensure(address);
      const user = await users.ensureForContact(accountId, contactId, { name: `Ana ${count}` });
      if (!user) throw new Error('A contact that was made is a user');
      const at = new Date(await now());
      await carts.addItem({ accountId, userId: user.id, productId, quantity });
      const placed = await orders.checkout({ accountId, userId: user.id, at });
      return { placed, phone };
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

function serveWebhooks(receive: (webhook: ReturnType<typeof webhookOf>) => Promise<number>) {
  return serveOnLoopback((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const webhook = webhookOf({ url: req.url ?? '', headers: req.headers, body: Buffer.concat(chunks) });
      receive(webhook).then(
        (status) => res.writeHead(status).end(),
        () => res.writeHead(500).end(),
      );
    });
  });
}
