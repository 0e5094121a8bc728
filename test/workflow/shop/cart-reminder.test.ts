import { createCheckoutRig, type CheckoutRig } from '../../support/shop/checkout-rig';
import type { Shopper } from '../../support/shop/shopper';

const HOUR = 60 * 60_000;

let rig: CheckoutRig;
beforeAll(async () => {
  rig = await createCheckoutRig();
});
afterAll(() => rig.close());

/** What somebody heard, after a sweep. */
async function heardBy({ phone }: Shopper): Promise<string[]> {
  await rig.sweep();
  return rig.outside.accepted.filter(({ to }) => to === phone).map(({ text }) => text);
}

/** Somebody who has just filled a cart. */
async function shopper(channel: 'simulator' | 'twilio' = 'simulator') {
  const ana = await rig.shopper.person({ channel });
  const productId = await rig.shopper.product(5);
  await ana.fills(productId, 2);
  // The database has the machine's clock, and the test's runs ahead of it.
  await rig.database.dataSource.query('UPDATE carts SET updated_at = $2 WHERE user_id = $1', [
    ana.userId,
    new Date(await rig.now()),
  ]);
  return { ...ana, productId };
}

describe('a cart that was left', () => {
  it('is reminded of after a day, once, and not before', async () => {
    const ana = await shopper();
    await rig.env.sleep(23 * HOUR);
    expect(await heardBy(ana)).toEqual([]);
    await rig.env.sleep(2 * HOUR);
    const reminder = expect.stringMatching(/^Tu carrito te espera: 2 × Leche .* Total: \$9\.000\. /);
    expect(await heardBy(ana)).toEqual([reminder]);
    await rig.env.sleep(48 * HOUR);
    expect(await heardBy(ana)).toEqual([reminder]);
  });

  it('is reminded of once, though its owner goes on filling it', async () => {
    const ana = await shopper();
    await rig.env.sleep(25 * HOUR);
    await rig.sweep();
    await ana.fills(ana.productId);
    await rig.env.sleep(48 * HOUR);
    expect(await heardBy(ana)).toHaveLength(1);
  });

  it('is reminded of by template outside the 24-hour window, and in words inside it', async () => {
    const [ana, eva] = [await shopper('twilio'), await shopper('twilio')];
    await rig.env.sleep(20 * HOUR);
    await eva.writes();
    await rig.env.sleep(5 * HOUR);
    expect(await heardBy(ana)).toEqual(['template']);
    expect(await heardBy(eva)).toEqual([expect.stringContaining('Tu carrito te espera')]);
    const sends = await rig.database.dataSource.query<{ content: unknown }[]>(
      "SELECT content FROM send WHERE contact_id = $1 AND state = 'accepted'",
      [ana.contactId],
    );
    expect(sends).toMatchObject([
      {
        content: {
          template: 'carrito:es_CO',
          variables: { 1: expect.stringContaining('2 × Leche'), 2: '$9.000' },
        },
      },
    ]);
  });

  it('is reminded of by the bot’s own template, and its dialog says so', async () => {
    const ana = await shopper('twilio');
    const dialog = await ana.talksWithBot({ cartTemplate: 'mi_carrito:es_AR' });
    await rig.env.sleep(25 * HOUR);
    expect(await heardBy(ana)).toEqual(['template']);
    expect(await dialog.lines()).toMatchObject([{ type: 'bot', event: 'message' }]);
  });

  it('is not reminded of where its owner has opted out', async () => {
    const ana = await shopper();
    await rig.parts.contacts.optOut(rig.accountId, ana.contactId, new Date(await rig.now()));
    await rig.env.sleep(25 * HOUR);
    expect(await heardBy(ana)).toEqual([]);
  });

  it('is not reminded of once it was ordered or emptied', async () => {
    const [ana, eva] = [await shopper(), await shopper()];
    await ana.orders();
    await eva.empties();
    await rig.env.sleep(25 * HOUR);
    expect([await heardBy(ana), await heardBy(eva)]).toEqual([[], []]);
  });

  it('is reminded of once, however often the sweep that did it dies', async () => {
    const ana = await shopper('twilio');
    rig.outside.script(ana.phone, 'accept-and-crash');
    await rig.env.sleep(25 * HOUR);
    await ana.writes();
    await rig.sweep();
    await rig.env.sleep(HOUR);
    await rig.sweep();
    expect(await heardBy(ana)).toHaveLength(1);
  });

  it('is given up after a month, and the next visit begins another', async () => {
    const ana = await shopper();
    await rig.env.sleep(31 * 24 * HOUR);
    await rig.sweep();
    const [cart] = await rig.database.dataSource.query<unknown[]>(
      'SELECT status FROM carts WHERE user_id = $1',
      [ana.userId],
    );
    expect(cart).toEqual({ status: 'abandoned' });
    expect(await ana.fills(ana.productId)).toMatchObject({ cart: { lines: [{ quantity: 1 }] } });
  });
});
