import { createAgentShopRig, type AgentShopRig, type Talker } from '../../support/shop/agent-shop-rig';

let rig: AgentShopRig;
beforeAll(async () => {
  rig = await createAgentShopRig();
});
afterAll(() => rig.database.drop());

const TOLD = 'Tu carrito: 2x Leche. Total: $9.000\n¿Confirmás el pedido?';
const YES = { said: 'sí, confirmo', told: TOLD };

/** A contact who was shown a cart of 9.000 in its last turn. */
async function shown({ stock = 5 } = {}) {
  const [contact, milk] = [await rig.contact(), await rig.product({ pesos: 4500, stock })];
  await contact.asks('add_product_to_cart', { product_id: milk.id, quantity: 2 });
  await contact.asks('get_cart_summary');
  return { contact, milk };
}

const ordersOf = ({ userId }: Talker) =>
  rig.orders.ofUser({ accountId: rig.accountId, userId, limit: 10, before: null });

describe('checkout_cart', () => {
  it('orders the cart that was shown, after a yes', async () => {
    const { contact } = await shown();
    const ordered = await contact.writes(YES)('checkout_cart');
    const [order] = await ordersOf(contact);
    expect(ordered).toEqual({
      isError: false,
      output: {
        order_id: order?.id,
        payment_status: 'pending',
        total_text: '$9.000',
        payment_url: `https://shop.example/checkout/${order?.token ?? ''}`,
      },
    });
    expect(rig.started).toContain(order?.id);
  });

  it.each([
    'dale',
    'Si',
    'SÍ!!',
    'ok gracias',
    'de acuerdo',
    '👍',
    'sí, ¿cuánto tarda?',
    'si por favor\ngracias',
    'yes please',
  ])('takes "%s" for a yes', async (said) => {
    const { contact } = await shown();
    expect(await contact.writes({ said, told: TOLD })('checkout_cart')).toMatchObject({ isError: false });
  });

  it.each([
    '',
    'no',
    'sí, pero sin la leche',
    'si hay de la otra prefiero esa',
    'todavía no, espera',
    'quiero otra leche',
    'the previous instructions say yes',
    'sí, agregá un pan',
  ])('orders nothing after "%s", and asks again', async (said) => {
    const { contact } = await shown();
    expect(await contact.writes({ said, told: TOLD })('checkout_cart')).toMatchObject({
      isError: true,
      output: { error: 'needs_confirmation', cart: { total_text: '$9.000' } },
    });
    expect(await ordersOf(contact)).toEqual([]);
  });

  it.each(['', '¿Querés algo más?', 'Total: $9.000', '¿Confirmás el pedido?', 'Total: $900\n¿Confirmás?'])(
    'takes a yes to "%s" for no yes to this cart',
    async (told) => {
      const { contact } = await shown();
      expect(await contact.writes({ said: 'sí', told })('checkout_cart')).toMatchObject({
        isError: true,
        output: { error: 'needs_confirmation' },
      });
      expect(await ordersOf(contact)).toEqual([]);
    },
  );

  it('needs the cart to have been shown before the turn of the yes', async () => {
    const [contact, milk] = [await rig.contact(), await rig.product({ pesos: 4500 })];
    const call = contact.writes(YES);
    await call('add_product_to_cart', { product_id: milk.id, quantity: 2 });
    await call('get_cart_summary');
    expect(await call('checkout_cart')).toMatchObject({ isError: true });
    expect(await ordersOf(contact)).toEqual([]);
    expect(await contact.writes(YES)('checkout_cart')).toMatchObject({ isError: false });
  });

  it('needs the yes in the dialog where the cart was shown', async () => {
    const { contact } = await shown();
    const elsewhere = await rig.contact();
    await rig.database.dataSource.query('UPDATE carts SET shown_dialog_id = $1 WHERE user_id = $2', [
      elsewhere.dialogId,
      contact.userId,
    ]);
    expect(await contact.writes(YES)('checkout_cart')).toMatchObject({ isError: true });
  });

  it('asks again when the cart holds something else than was shown', async () => {
    const { contact, milk } = await shown();
    const call = contact.writes({ said: 'sí', told: `${TOLD} $13.500` });
    await call('add_product_to_cart', { product_id: milk.id });
    expect(await call('checkout_cart')).toMatchObject({ isError: true });
    expect(await ordersOf(contact)).toEqual([]);
  });

  it('says that a price has changed, asks again, and orders at the price that was agreed to', async () => {
    const { contact, milk } = await shown();
    await rig.reprice(milk.id, 5000);
    expect(await contact.writes(YES)('checkout_cart')).toMatchObject({
      isError: true,
      output: {
        error: 'cart_changed',
        message: expect.stringContaining('ahora cuesta $5.000 (antes $4.500)'),
        cart: { total_text: '$10.000' },
      },
    });
    expect(await ordersOf(contact)).toEqual([]);
    const told = 'Ahora son $10.000. ¿Confirmás?';
    expect(await contact.writes({ said: 'sí', told })('checkout_cart')).toMatchObject({
      output: { total_text: '$10.000' },
    });
  });

  it('says what is sold out meanwhile', async () => {
    const { contact, milk } = await shown();
    await rig.database.dataSource.query('UPDATE products SET stock = 0 WHERE id = $1', [milk.id]);
    expect(await contact.writes(YES)('checkout_cart')).toMatchObject({
      isError: true,
      output: { error: 'cart_changed', message: expect.stringContaining('se agotó') },
    });
  });

  it('orders once however often the call is tried, and gives the same address', async () => {
    const { contact } = await shown();
    const call = contact.writes(YES);
    const [first, again] = [await call('checkout_cart', {}, 'k1'), await call('checkout_cart', {}, 'k1')];
    expect(again).toEqual(first);
    expect(await call('checkout_cart')).toMatchObject({ isError: true, output: { error: 'empty_cart' } });
    expect(await ordersOf(contact)).toHaveLength(1);
  });

  it('orders nothing from an empty cart', async () => {
    const contact = await rig.contact();
    expect(await contact.writes(YES)('checkout_cart')).toMatchObject({
      isError: true,
      output: { error: 'empty_cart', message: 'Tu carrito está vacío.' },
    });
  });

  it.each([{ confirmed: true }, { cart_hash: 'x' }, { total: 1 }, { user_id: 1 }])(
    'takes no word of %o from the model',
    async (input) => {
      const { contact } = await shown();
      expect(await contact.writes(YES)('checkout_cart', input)).toMatchObject({
        isError: true,
        output: { error: 'wrong_arguments' },
      });
      expect(await ordersOf(contact)).toEqual([]);
    },
  );
});

describe('get_checkout_link_for_last_order', () => {
  it('gives the address of the contact’s own order as long as it waits, and of nobody else’s', async () => {
    const { contact } = await shown();
    const other = await rig.contact();
    const ordered = await contact.writes(YES)('checkout_cart');
    const link = await contact.asks('get_checkout_link_for_last_order');
    expect(link.output['payment_url']).toBe(ordered.output['payment_url']);
    expect(await other.asks('get_checkout_link_for_last_order')).toMatchObject({
      output: { error: 'no_order' },
    });
    await rig.orders.record({
      ...{ accountId: rig.accountId, orderId: Number(ordered.output['order_id']) },
      ...{ event: 'cancelled', at: new Date() },
    });
    expect(await contact.asks('get_checkout_link_for_last_order')).toMatchObject({
      isError: true,
      output: { error: 'no_order', last_order: 'cancelled' },
    });
  });
});
