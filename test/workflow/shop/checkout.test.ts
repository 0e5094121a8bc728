import { createCheckoutRig, type CheckoutRig } from '../../support/shop/checkout-rig';
import type { Shopper } from '../../support/shop/shopper';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let rig: CheckoutRig;
beforeAll(async () => {
  rig = await createCheckoutRig();
});
afterAll(() => rig.close());
beforeEach(() => {
  rig.stripe.script({ next: [], chances: [], webhooks: { copies: 1, delayMs: 0, lost: false } });
});

/** An order that waits for its payment, its checkout running. */
async function placed({ stock = 5, quantity = 2 } = {}, by?: Shopper) {
  const productId = await rig.shopper.product(stock);
  const { placed: answer, phone } = await rig.shopper.order(productId, quantity, by);
  if (answer.kind !== 'placed') throw new Error(answer.kind);
  const orderId = answer.order.id;
  const ref = { accountId: rig.accountId, orderId };
  expect(await rig.checkouts.start(ref)).toEqual({ kind: 'started' });
  return {
    ...{ ref, orderId, productId },
    pay: async () => rig.stripe.pay((await rig.sessionOf(orderId)).sessionId),
    status: async () => (await rig.orders.get(rig.accountId, orderId))?.paymentStatus,
    level: () => rig.shopper.level(productId),
    heard: () => rig.outside.accepted.filter(({ to }) => to === phone).map(({ text }) => text),
    result: () => rig.handle(orderId).result(),
    charges: async () => {
      const session = await rig.payments.sessionOf(rig.accountId, orderId);
      return rig.stripe.ledger.of(session?.reference ?? '');
    },
  };
}

describe('a checkout', () => {
  it('holds the goods and has an address to pay at when it has begun', async () => {
    const order = await placed();
    expect(await rig.sessionOf(order.orderId)).toMatchObject({ url: expect.stringContaining('/c/pay/') });
    expect([await order.status(), await order.level()]).toEqual(['pending', { stock: 3, reserved: 2 }]);
    expect(await rig.checkouts.start(order.ref)).toEqual({ kind: 'started' });
    expect(
      rig.stripe.sessions().filter(({ form }) => form.success_url?.includes('checkout')),
    ).not.toHaveLength(0);
  });

  it('is paid by a webhook, and sends one receipt', async () => {
    const order = await placed();
    await order.pay();
    expect(await order.result()).toEqual({ status: 'paid' });
    expect([await order.status(), await order.level()]).toEqual(['paid', { stock: 3, reserved: 0 }]);
    expect(order.heard()).toEqual([expect.stringContaining('Recibimos el pago')]);
  });

  it('is paid once by webhooks that come three times', async () => {
    rig.stripe.script({ webhooks: { copies: 3 } });
    const order = await placed();
    await order.pay();
    await order.result();
    expect(await order.level()).toEqual({ stock: 3, reserved: 0 });
    expect(order.heard()).toHaveLength(1);
    expect(await order.charges()).toMatchObject([{ refunds: [] }]);
  });

  it('is paid although no webhook ever comes', async () => {
    rig.stripe.script({ webhooks: { lost: true } });
    const order = await placed();
    await order.pay();
    await rig.env.sleep(3 * MINUTE);
    expect(await order.result()).toEqual({ status: 'paid' });
    expect(await order.level()).toEqual({ stock: 3, reserved: 0 });
  });

  it('reminds once after half an hour', async () => {
    const order = await placed();
    await rig.env.sleep(29 * MINUTE);
    expect(order.heard()).toEqual([]);
    await rig.env.sleep(3 * HOUR);
    expect(order.heard()).toEqual([expect.stringMatching(/te espera.*https:\/\/shop\.example\/checkout\//)]);
    expect(await order.status()).toBe('pending');
  });

  it('ends after a day without payment, releases the goods and says so', async () => {
    const order = await placed();
    await rig.env.sleep(23 * HOUR);
    expect([await order.status(), await order.level()]).toEqual(['pending', { stock: 3, reserved: 2 }]);
    await rig.env.sleep(2 * HOUR);
    expect(await order.result()).toEqual({ status: 'expired' });
    expect([await order.status(), await order.level()]).toEqual(['expired', { stock: 5, reserved: 0 }]);
    expect(order.heard().at(-1)).toMatch(/venció/);
    expect(await order.pay()).toBeNull();
  });

  it('gives a payment back that comes after its end, and sells nothing twice', async () => {
    const order = await placed();
    const { sessionId } = await rig.sessionOf(order.orderId);
    rig.stripe.script({ webhooks: { lost: true } });
    await rig.env.sleep(25 * HOUR);
    await order.result();
    // The person had the page open, and the provider let the payment through.
    const session = rig.stripe.sessions().find(({ id }) => id === sessionId);
    if (session) session.status = 'open';
    rig.stripe.script({ webhooks: { lost: false, copies: 2 } });
    await order.pay();
    await order.result();
    expect(await order.charges()).toMatchObject([{ refunds: [expect.any(String)] }]);
    expect([await order.status(), await order.level()]).toEqual(['expired', { stock: 5, reserved: 0 }]);
    expect(order.heard().filter((text) => text.includes('te lo devolvimos'))).toHaveLength(1);
  });

  it('is cancelled, which closes the session and releases the goods; again, it changes nothing', async () => {
    const order = await placed();
    expect(await rig.checkouts.cancel(order.ref, 'changed my mind')).toEqual({ kind: 'ended' });
    expect(await rig.checkouts.cancel(order.ref, 'again')).toEqual({ kind: 'ended' });
    expect([await order.status(), await order.level()]).toEqual(['cancelled', { stock: 5, reserved: 0 }]);
    expect(await order.pay()).toBeNull();
    expect(order.heard()).toEqual([expect.stringContaining('cancelado')]);
  });

  it('stays paid where the payment was there before the cancelling', async () => {
    rig.stripe.script({ webhooks: { lost: true } });
    const order = await placed();
    await order.pay();
    expect(await rig.checkouts.cancel(order.ref, 'too late')).toMatchObject({
      kind: 'refused',
      refusal: expect.stringContaining('paid'),
    });
    expect([await order.status(), await order.level()]).toEqual(['paid', { stock: 3, reserved: 0 }]);
    expect(await order.charges()).toMatchObject([{ refunds: [] }]);
  });

  it('is refunded once, long after its payment, and the goods come back', async () => {
    const order = await placed();
    await order.pay();
    await order.result();
    expect(await rig.checkouts.refund(order.ref, 'it was sour')).toEqual({ kind: 'ended' });
    expect(await rig.checkouts.refund(order.ref, 'again')).toEqual({ kind: 'ended' });
    expect(await order.charges()).toMatchObject([{ refunds: [expect.any(String)] }]);
    expect([await order.status(), await order.level()]).toEqual(['refunded', { stock: 5, reserved: 0 }]);
    expect((await rig.orders.get(rig.accountId, order.orderId))?.statusReason).toBe('it was sour');
    await order.result();
    expect(order.heard().filter((text) => text.includes('Te devolvimos'))).toHaveLength(1);
  });

  it('is not refunded before it is paid', async () => {
    const order = await placed();
    expect(await rig.checkouts.refund(order.ref, 'no')).toMatchObject({ kind: 'refused' });
    expect(await order.status()).toBe('pending');
  });

  it('waits for a provider that is away, and can be cancelled meanwhile', async () => {
    rig.stripe.script({ chances: [{ fault: { kind: 'fail-before', status: 503 }, chance: 1 }] });
    const productId = await rig.shopper.product(5);
    const { placed: answer } = await rig.shopper.order(productId);
    if (answer.kind !== 'placed') throw new Error(answer.kind);
    const ref = { accountId: rig.accountId, orderId: answer.order.id };
    expect(await rig.checkouts.start(ref)).toEqual({ kind: 'unavailable' });
    expect(await rig.checkouts.cancel(ref, 'no patience')).toEqual({ kind: 'ended' });
    expect(await rig.shopper.level(productId)).toEqual({ stock: 5, reserved: 0 });
  });
});

/** What a ledger's rows of a key carried, and what became of them. */
async function sendsOf(key: string) {
  return rig.database.dataSource.query<{ content: unknown; state: string }[]>(
    'SELECT content, state FROM send WHERE idempotency_key LIKE $1 ORDER BY id',
    [`${key}%`],
  );
}

describe('what a contact is told of an order', () => {
  it('stands in its dialog, in order, for whoever reads it', async () => {
    const ana = await rig.shopper.person();
    const dialog = await ana.talksWithBot();
    const order = await placed({}, ana);
    await rig.env.sleep(HOUR);
    await order.pay();
    await order.result();
    await rig.checkouts.refund(order.ref, 'it was sour');
    const lines = await dialog.lines();
    expect(lines.map(({ type, event }) => [type, event])).toEqual([
      ['bot', 'message'],
      ['bot', 'message'],
      ['bot', 'message'],
    ]);
    expect(lines.map(({ data }) => JSON.stringify(data))).toEqual([
      expect.stringContaining('te espera'),
      expect.stringContaining('Recibimos el pago'),
      expect.stringContaining('Te devolvimos'),
    ]);
  });

  it('is said by the platform’s template outside the 24-hour window', async () => {
    const ana = await rig.shopper.person({ channel: 'twilio' });
    const order = await placed({}, ana);
    await rig.env.sleep(HOUR);
    expect(order.heard()).toEqual(['template']);
    const token = (await rig.orders.get(rig.accountId, order.orderId))?.token ?? '';
    const variables = { 1: String(order.orderId), 2: `https://shop.example/checkout/${token}` };
    expect(await sendsOf(`checkout:${order.orderId}:reminder`)).toMatchObject([
      { state: 'suppressed' },
      { state: 'accepted', content: { kind: 'template', template: 'pedido:es_CO', variables } },
    ]);
  });

  it('is said by the bot’s own template where it has one', async () => {
    const ana = await rig.shopper.person({ channel: 'twilio' });
    const dialog = await ana.talksWithBot({ orderTemplate: 'mi_pedido:es_AR' });
    const order = await placed({}, ana);
    await rig.env.sleep(HOUR);
    expect((await sendsOf(`checkout:${order.orderId}:reminder`)).at(-1)?.content).toMatchObject({
      template: 'mi_pedido:es_AR',
    });
    expect((await dialog.lines()).map(({ event }) => event)).toEqual(['message']);
  });

  it('is not said outside the window without a template, and the dialog says so', async () => {
    const ana = await rig.shopper.person({ channel: 'twilio' });
    const dialog = await ana.talksWithBot();
    const order = await placed({}, ana);
    await rig.checkouts.cancel(order.ref, 'changed my mind');
    expect(order.heard()).toEqual([]);
    expect((await dialog.lines()).at(-1)).toMatchObject({
      event: 'not-sent',
      data: { code: 'outside-window' },
    });
  });
});
