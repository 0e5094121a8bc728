import type { temporal } from '@temporalio/proto';
import type { CheckoutRig } from '../support/shop/checkout-rig';

type History = temporal.api.history.v1.IHistory;

const HOUR = 60 * 60_000;

/** What a checkout can go through; each gives the history of its last run. */
export const CHECKOUT_SCENARIOS: Record<string, (rig: CheckoutRig) => Promise<History>> = {
  async paid(rig) {
    const order = await placed(rig);
    await order.pay();
    return order.history();
  },
  async 'paid-unannounced'(rig) {
    rig.stripe.script({ webhooks: { lost: true } });
    const order = await placed(rig);
    await order.pay();
    await rig.env.sleep(HOUR);
    rig.stripe.script({ webhooks: { lost: false } });
    return order.history();
  },
  async 'reminded-and-expired'(rig) {
    const order = await placed(rig);
    await rig.env.sleep(25 * HOUR);
    return order.history();
  },
  async cancelled(rig) {
    const order = await placed(rig);
    await rig.checkouts.cancel(order.ref, 'changed my mind');
    return order.history();
  },
  async refunded(rig) {
    const order = await placed(rig);
    await order.pay();
    await order.history();
    await rig.checkouts.refund(order.ref, 'it was sour');
    return order.history();
  },
  async 'refused-what-was-asked'(rig) {
    const order = await placed(rig);
    await rig.checkouts.refund(order.ref, 'not paid yet');
    await rig.checkouts.cancel(order.ref, 'changed my mind');
    return order.history();
  },
  async 'paid-too-late'(rig) {
    const order = await placed(rig);
    const { sessionId } = await rig.sessionOf(order.ref.orderId);
    await rig.env.sleep(25 * HOUR);
    await order.history();
    const session = rig.stripe.sessions().find(({ id }) => id === sessionId);
    if (session) session.status = 'open';
    await rig.stripe.pay(sessionId);
    return order.history();
  },
};

/** An order that waits for its payment, its checkout running. */
async function placed(rig: CheckoutRig) {
  const { placed: answer } = await rig.shopper.order(await rig.shopper.product(5), 2);
  if (answer.kind !== 'placed') throw new Error(answer.kind);
  const ref = { accountId: rig.accountId, orderId: answer.order.id };
  await rig.checkouts.start(ref);
  return {
    ref,
    pay: async () => rig.stripe.pay((await rig.sessionOf(ref.orderId)).sessionId),
    /** Of the last run, once it has ended. */
    async history(): Promise<History> {
      const handle = rig.handle(ref.orderId);
      await handle.result();
      return handle.fetchHistory();
    },
  };
}
