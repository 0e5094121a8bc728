import { startFakeStripe, type FakeStripe } from '../../support/fake-stripe/fake-stripe';
import { inLanes, until } from '../../support/pace';
import { startPlatform, type Platform } from '../../support/platform';
import {
  createBuyer,
  createShopCrowd,
  type PlacedOrder,
  type ShopCrowd,
} from '../../support/shop/shop-crowd';

const BUYERS = 50;
const UNITS = 10;
/** Every so many orders the buyer thinks better of it, half of them after having paid. */
const CANCELS_EVERY = 3;

/** How the webhooks of one payment after the other go; each comes before the redirect unless it is late. */
const WEBHOOKS = [
  { copies: 3, delayMs: 0 },
  { copies: 1, delayMs: 2500 },
  { copies: 2, delayMs: 600 },
  { copies: 1, delayMs: 0 },
];

interface Proof {
  platform: Platform;
  stripe: FakeStripe;
  crowd: ShopCrowd;
  strike: () => Promise<void>;
  counts: { kills: number; cancelled: number; webhooks: number };
}

/**
 * Fifty buyers race for ten units over a Stripe that hangs, fails after taking, and asks to slow down; each taps
 * twice, webhooks come several times and late, and the worker is killed between charge and record. Stripe's own books
 * say who was charged.
 */
export async function run(): Promise<Record<string, unknown>> {
  const stripe = await startFakeStripe();
  stripe.script({
    seed: 5,
    chances: [
      { fault: { kind: 'accept-then-hang' }, chance: 0.08 },
      { fault: { kind: 'fail-after-accept', status: 500 }, chance: 0.08 },
      { fault: { kind: 'too-many', retryAfterSeconds: 1 }, chance: 0.1 },
    ],
  });
  const settings = {
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
    STRIPE_API_BASE_URL: stripe.url,
    PAYMENT_TIMEOUT_MS: '1500',
    SWEEP_INTERVAL_SECONDS: '3',
  };
  const platform = await startPlatform(settings);
  try {
    // A buyer who finds nothing left is a warning to the API, and the rule here.
    await platform.startApi({ LOG_LEVEL: 'error' });
    let worker = await platform.startWorker();
    const counts = { kills: 0, cancelled: 0, webhooks: 0 };
    const strike = async () => {
      counts.kills += 1;
      worker.force();
      await worker.exited;
      worker = await platform.startWorker();
    };
    stripe.script({ webhooks: { url: `${platform.apiUrl}/api/webhook/payments/stripe` } });
    const crowd = await createShopCrowd(platform.db, { buyers: BUYERS, units: UNITS });
    await race({ platform, stripe, crowd, strike, counts });
    return await verdict({ platform, stripe, crowd, strike, counts });
  } finally {
    await platform.stop();
    await stripe.close();
  }
}

/** Everybody at once; whoever finds nothing left asks again, until everything is sold. */
async function race(proof: Proof): Promise<void> {
  const { platform, stripe, crowd, counts } = proof;
  const buyer = createBuyer(platform.apiUrl, crowd.key);
  const soldOut = async () => (await paidOrders(platform)) >= UNITS;
  const killing = killWhileCharging(proof, soldOut);
  let turn = 0;
  await inLanes(BUYERS, BUYERS, async (index) => {
    const userId = crowd.userIds[index] ?? 0;
    const { order } = await until({
      for: `user ${userId} to get an order`,
      look: async () => ({ order: await buyer.checkOut(userId), paid: await paidOrders(platform) }),
      is: ({ order, paid }) => order !== null || paid >= UNITS,
      everyMs: 1500,
    });
    if (!order) return;
    turn += 1;
    const changesMind = turn % CANCELS_EVERY === 0;
    if (changesMind && turn % (2 * CANCELS_EVERY) === 0) await cancel(buyer, order, counts);
    else await payAndLook(proof, order, { alsoCancels: changesMind });
  });
  await killing;
  await stripe.quiet();
}

/** The worker dies right after a charge, while its webhook is on the way. */
async function killWhileCharging({ stripe, strike }: Proof, over: () => Promise<boolean>): Promise<void> {
  for (const charges of [1, 4, 8]) {
    await until({
      for: `${charges} charges`,
      look: async () => ({ taken: stripe.ledger.all().length, over: await over() }),
      is: ({ taken, over: isOver }) => taken >= charges || isOver,
      everyMs: 20,
    });
    await strike();
    process.stderr.write(`killed the worker after ${charges} charges\n`);
  }
}

async function payAndLook(
  { platform, stripe, counts, crowd }: Proof,
  order: PlacedOrder,
  { alsoCancels }: { alsoCancels: boolean },
): Promise<void> {
  const buyer = createBuyer(platform.apiUrl, crowd.key);
  const sessionId = await sessionOf(platform, order);
  const how = WEBHOOKS[counts.webhooks % WEBHOOKS.length];
  counts.webhooks += 1;
  if (how) stripe.script({ webhooks: how });
  // A double tap at the provider, too.
  const [paid] = await Promise.all([stripe.pay(sessionId), stripe.pay(sessionId)]);
  if (alsoCancels) await cancel(buyer, order, counts);
  if (paid) {
    const status = async () => (await fetch(paid.redirectTo)).status;
    await until({ for: `the page of order ${order.id}`, look: status, is: (code) => code === 200 });
  }
  await until({
    for: `order ${order.id} to be settled`,
    look: () => buyer.statusOf(order.id),
    is: (status) => status !== 'pending',
  });
}

/** The page leads to the provider as soon as there is a session. */
async function sessionOf({ db }: Platform, { id }: PlacedOrder): Promise<string> {
  const session = await until({
    for: `a session of order ${id}`,
    look: async () => {
      const [row] = await db.query<{ id: string | null }[]>(
        'SELECT session_id AS id FROM payment_session WHERE order_id = $1',
        [id],
      );
      return row?.id ?? null;
    },
    is: (found) => found !== null,
  });
  return session ?? '';
}

async function cancel(buyer: ReturnType<typeof createBuyer>, { id }: PlacedOrder, counts: Proof['counts']) {
  const answered = await until({
    for: `order ${id} to be cancelled`,
    look: async () => (await buyer.call('POST', `/orders/${id}/cancel`, { body: {} })).status,
    // 409: it was paid already, and stays so.
    is: (status) => status === 200 || status === 409,
    everyMs: 500,
  });
  if (answered === 200) counts.cancelled += 1;
}

async function paidOrders({ db }: Platform): Promise<number> {
  const [row] = await db.query<{ paid: number }[]>(
    `SELECT count(*)::int AS paid FROM orders WHERE payment_status = 'paid'`,
  );
  return row?.paid ?? 0;
}

/** Holds Hilo's orders and stock against Stripe's books. */
async function verdict({ platform, stripe, counts }: Proof) {
  await until({
    for: 'every order and payment to settle',
    look: () => unsettled(platform),
    is: (left) => left === 0,
    everyMs: 500,
  });
  const orders = await platform.db.query<{ reference: string; status: string; total: number }[]>(
    `SELECT session.reference, payment_status AS status, total_minor::float8 AS total
       FROM orders LEFT JOIN payment_session session ON session.order_id = orders.id`,
  );
  const keptFor = (reference: string) =>
    stripe.ledger.of(reference).filter(({ refunds }) => refunds.length === 0);
  const paid = orders.filter(({ status }) => status === 'paid');
  const wrong = orders.filter(
    ({ reference, status }) => keptFor(reference).length !== (status === 'paid' ? 1 : 0),
  );
  const taken = stripe.ledger.summary();
  const money = paid.reduce((sum, { total }) => sum + total, 0);
  const [stock] = await platform.db.query<{ negative: number; unreleased: number }[]>(
    `SELECT (SELECT count(*)::int FROM products WHERE stock < 0 OR reserved < 0)
            + (SELECT count(*)::int FROM (
                 SELECT sum(stock_change) OVER (PARTITION BY product_id ORDER BY id) AS level FROM stock_movements
               ) levels WHERE level < 0) AS negative,
            (SELECT coalesce(sum(reserved), 0)::int FROM products) AS unreleased`,
  );
  const result = {
    prove: 'checkout',
    orders: paid.length,
    // Charged is charged, whether or not it was given back.
    double_charges: taken.chargedTwice,
    negative_stock: stock?.negative ?? -1,
    unreleased: stock?.unreleased ?? -1,
    charged_wrongly: wrong.length,
    money_adds_up: money === taken.kept,
    placed: orders.length,
    ...counts,
  };
  const flawless = result.double_charges + result.negative_stock + result.unreleased + wrong.length === 0;
  return { ...result, ok: flawless && paid.length === UNITS && result.money_adds_up };
}

async function unsettled({ db }: Platform): Promise<number> {
  const [row] = await db.query<{ left: number }[]>(
    `SELECT (SELECT count(*) FROM orders WHERE payment_status = 'pending')::int
            + (SELECT count(*) FROM payment WHERE state IN ('taken', 'returning'))::int AS left`,
  );
  return row?.left ?? 1;
}
