import '../quiet-temporal';
import { randomUUID } from 'node:crypto';
import { remindOfCarts } from '../../../activities/shop/remind-of-carts';
import { receivePayment } from '../../../api/inbound/receive-payment';
import { createCheckoutClient } from '../../../api/temporal/checkout-client';
import { createAccounts } from '../../../db/repositories/accounts';
import { createOrders } from '../../../db/repositories/orders';
import { createPayments } from '../../../db/repositories/payments';
import { createCarts } from '../../../db/repositories/carts';
import { createPostgresTranscripts } from '../../../db/transcripts/postgres-transcripts';
import { createStripePayments } from '../../../payments/stripe/stripe-payments';
import { composeActivities } from '../../../workers/compose-activities';
import { composeCheckout } from '../../../workers/compose-checkout';
import { composeTelling } from '../../../workers/compose-telling';
import { TASK_QUEUES } from '../../../workers/task-queues';
import { checkoutWorkflowId } from '../../../workflows/shop/contract';
import { SWEEP_WORKFLOW } from '../../../workflows/sweeps/contract';
import { startFakeStripe } from '../fake-stripe/fake-stripe';
import { serveOnLoopback } from '../loopback-server';
import { webhookOf } from '../payment-fakes/webhook-receiver';
import { quietSweeps } from '../quiet-sweeps';
import { startRigWorker } from '../rig-worker';
import { createOutside } from '../scripted-channel';
import { createTestDatabase } from '../test-database';
import { createTimeSkippingEnvironment } from '../time-skipping';
import { createShopper } from './shopper';

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
  const [simulator, twilio] = outside.channels;
  const parts = composeActivities(db, {
    channels: [simulator, { ...twilio, windowApplies: true }],
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
  const transcripts = createPostgresTranscripts(db);
  const telling = composeTelling(db, parts, transcripts);
  const carts = { ...telling, carts: createCarts(db), cartTemplate: 'carrito:es_CO' };
  const activities = {
    ...composeCheckout(db, telling, { providers, publicBaseUrl, reminderTemplate: 'pedido:es_CO' }),
    ...quietSweeps,
    remindOfCarts: () => remindOfCarts(carts),
  };
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
  const taskQueue = TASK_QUEUES.checkout;
  const worker = await startRigWorker(env, { taskQueue, activities });
  const { id: accountId } = await createAccounts(db).create('Tienda');

  return {
    ...{ env, stripe, outside, accountId, checkouts, payments, database, now, parts },
    orders: createOrders(db),
    shopper: createShopper(db, { accountId, now, contacts: parts.contacts, transcripts }),
    sessionOf: async (orderId: number) => {
      const session = await payments.sessionOf(accountId, orderId);
      if (!session?.session) throw new Error('Nobody can pay yet');
      return session.session;
    },
    handle: (orderId: number) => env.client.workflow.getHandle(checkoutWorkflowId(orderId)),
    /** One sweep, as the schedule begins it. */
    async sweep(): Promise<void> {
      await env.client.workflow.execute(SWEEP_WORKFLOW, { workflowId: randomUUID(), taskQueue, args: [] });
    },

    async close(): Promise<void> {
      await worker.stop();
      await Promise.all([webhooks.close(), stripe.close()]);
      await env.teardown();
      await database.drop();
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
