import request from 'supertest';
import { makeProduct, makeShopUser, wrongLevels } from '../../../support/shop/catalogue';
import { createTestApi, PUBLIC_URL, type TestApi } from '../../../support/test-api';

let api: TestApi;
let user: number;
let milk: number;
beforeAll(async () => {
  api = await createTestApi();
});
beforeEach(async () => {
  api.temporal.away = false;
  // As the checkout does it that runs elsewhere.
  api.temporal.onCancel(async (order, reason) => {
    const moved = await api.deps.orders.record({ ...order, event: 'cancelled', reason, at: new Date() });
    return moved.kind === 'refused' ? moved : { kind: 'ended' };
  });
  user = await makeShopUser(api, { email: 'juan@example.com' });
  milk = await makeProduct(api, { name: 'Leche', pesos: 4500, stock: 10 });
});
afterAll(() => api.close());

interface Order {
  id: number;
  payment_url: string;
  payment_status: string;
}

const fill = (quantity = 2, userId = user) =>
  api.call('post', '/carts/add_item').send({ user_id: userId, product_id: milk, quantity });
const checkOut = (body: object = {}, key?: string) => {
  const call = api.call('post', '/orders/checkout');
  return (key === undefined ? call : call.set('idempotency-key', key)).send({ user_id: user, ...body });
};
const stockOf = async () => {
  const { stock, reserved } = (await api.call('get', `/products/${milk}`)).body as Record<string, number>;
  return { stock, reserved };
};

describe('a checkout', () => {
  it('makes an order that waits for its payment, and holds the goods', async () => {
    await fill();
    const placed = await checkOut();
    expect([placed.status, placed.body]).toEqual([
      201,
      expect.objectContaining({
        user_id: user,
        total: 9000,
        total_minor: 900_000,
        currency: 'COP',
        payment_status: 'pending',
        email: 'juan@example.com',
        items: [expect.objectContaining({ product_id: milk, name: 'Leche', quantity: 2, unit_price: 4500 })],
      }),
    ]);
    const { id, payment_url: url } = placed.body as Order;
    expect(url).toMatch(new RegExp(`^${PUBLIC_URL}/checkout/[\\w-]{32}$`));
    expect(await stockOf()).toEqual({ stock: 8, reserved: 2 });
    expect(api.temporal.asked).toContain(`check out ${id}`);
    expect((await api.call('get', '/carts/summary').query({ user_id: user })).body).toMatchObject({
      items: [],
    });
    expect((await api.call('get', `/orders/${id}`)).body).toEqual(placed.body);
    expect((await api.call('get', '/orders/by_user').query({ user_id: user })).body).toEqual({
      items: [placed.body],
      nextCursor: null,
    });
  });

  it('keeps its prices and names, whatever the catalogue says later', async () => {
    await fill(1);
    const placed = await checkOut();
    await api.call('put', `/products/${milk}`).send({ price: 9999, name: 'Otra cosa' });
    await api.call('delete', `/products/${milk}`);
    expect((await api.call('get', `/orders/${(placed.body as Order).id}`)).body).toEqual(placed.body);
  });

  it('with the same key gives the same answer, even ten at once', async () => {
    await fill();
    const before = await api.rows('orders');
    const answers = await Promise.all(Array.from({ length: 10 }, () => checkOut({}, `tap-${user}`)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(await api.rows('orders')).toBe(before + 1);
    await fill();
    expect((await checkOut({}, `tap-${user}`)).body).toEqual(answers[0]?.body);
    expect(await stockOf()).toEqual({ stock: 8, reserved: 2 });
  });

  it('with the same key and another body is refused', async () => {
    await fill();
    await checkOut({}, `other-${user}`);
    const other = await checkOut({ email: 'another@example.com' }, `other-${user}`);
    expect([other.status, other.body]).toEqual([
      422,
      expect.objectContaining({ code: 'idempotency_key_reused' }),
    ]);
    const someone = await makeShopUser(api);
    await fill(1, someone);
    expect((await checkOut({ user_id: someone }, `other-${user}`)).status).toBe(422);
  });

  it('without a key is made once of a cart that is tapped twice', async () => {
    await fill();
    const answers = await Promise.all([checkOut(), checkOut()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('of an empty cart is refused', async () => {
    const refused = await checkOut();
    expect(refused.body).toMatchObject({ code: 'conflict', detail: expect.stringContaining('empty') });
  });

  it('at another price is refused, and can be repeated once it was shown', async () => {
    await fill();
    await api.call('put', `/products/${milk}`).send({ price: 4800 });
    const refused = await checkOut();
    expect([refused.status, refused.body]).toEqual([
      409,
      expect.objectContaining({
        detail: expect.stringContaining('$4.800 now, not $4.500'),
        errors: [{ path: `items.${milk}.price`, message: expect.any(String) }],
      }),
    ]);
    expect(await stockOf()).toEqual({ stock: 10, reserved: 0 });
    expect((await checkOut()).body).toMatchObject({ total: 9600 });
  });

  it('of more than there is by now is refused, until the cart has less', async () => {
    await fill(3);
    await api.call('put', `/products/${milk}`).send({ stock: 2 });
    expect((await checkOut()).status).toBe(409);
    expect((await checkOut()).status).toBe(409);
    await api.call('post', '/carts/remove_item').send({ user_id: user, product_id: milk, quantity: 1 });
    expect((await checkOut()).status).toBe(201);
    expect(await stockOf()).toEqual({ stock: 0, reserved: 2 });
  });

  it('of a cart other than the one agreed to is refused', async () => {
    const agreed = ((await fill(1)).body as { cart_hash: string }).cart_hash;
    const now = ((await fill(1)).body as { cart_hash: string }).cart_hash;
    expect((await checkOut({ cart_hash: agreed })).status).toBe(409);
    expect((await checkOut({ cart_hash: now })).status).toBe(201);
  });

  it('stands while Temporal is away', async () => {
    await fill();
    api.temporal.away = true;
    expect((await checkOut()).status).toBe(201);
  });

  it.each([
    ['a price', { total: 1 }, 'key-1'],
    ['a discount', { discount: 0.5 }, 'key-1'],
    ['a wrong email', { email: 'juan@' }, 'key-1'],
    ['a hash that is none', { cart_hash: 'x' }, 'key-1'],
    ['a key that is none', {}, 'a b'],
    ['a key of a book', {}, 'a'.repeat(1000)],
    ['an email of a book', { email: `${'a'.repeat(10_000)}@example.com` }, 'key-1'],
  ])('with %s is refused', async (_what, body, key) => {
    await fill();
    expect((await checkOut(body, key)).status).toBe(400);
    expect(await stockOf()).toEqual({ stock: 10, reserved: 0 });
  });
});

describe('an order', () => {
  const place = async (quantity = 2) => {
    await fill(quantity);
    return (await checkOut()).body as Order;
  };
  const cancel = (id: number, body: object = {}) => api.call('post', `/orders/${id}/cancel`).send(body);

  it('gives up what it held when it is cancelled, once', async () => {
    const { id } = await place();
    const cancelled = await cancel(id, { reason: 'no longer wanted' });
    expect(cancelled.body).toMatchObject({ payment_status: 'cancelled', status_reason: 'no longer wanted' });
    expect((await cancel(id)).body).toEqual(cancelled.body);
    expect(await stockOf()).toEqual({ stock: 10, reserved: 0 });
    expect(await wrongLevels(api)).toEqual([]);
  });

  it('is cancelled by its checkout, or not at all', async () => {
    const { id } = await place();
    api.temporal.onCancel(() => Promise.resolve({ kind: 'refused', refusal: 'It is being paid.' }));
    expect((await cancel(id)).body).toMatchObject({ code: 'conflict', detail: 'It is being paid.' });
    api.temporal.onCancel(() => Promise.resolve({ kind: 'unavailable' }));
    expect((await cancel(id)).status).toBe(503);
    expect((await api.call('get', `/orders/${id}`)).body).toMatchObject({ payment_status: 'pending' });
  });

  it('once paid is not cancelled, and what was sold does not come back', async () => {
    const { id } = await place();
    const news = { accountId: api.account.id, orderId: id, at: new Date() };
    const paid = await api.deps.orders.record({ ...news, event: 'paid' });
    const again = await api.deps.orders.record({ ...news, event: 'paid' });
    expect([paid, again]).toMatchObject([{ changed: true }, { changed: false }]);
    expect(await stockOf()).toEqual({ stock: 8, reserved: 0 });
    expect((await cancel(id)).status).toBe(409);
    expect(await api.deps.orders.record({ ...news, event: 'expired' })).toMatchObject({ kind: 'refused' });
    await api.deps.orders.record({ ...news, event: 'refunded' });
    expect(await stockOf()).toEqual({ stock: 10, reserved: 0 });
    expect(await wrongLevels(api)).toEqual([]);
  });

  it('past its deadline is found, and expires with what it held', async () => {
    const { id } = await place();
    const late = new Date(Date.now() + 25 * 3_600_000);
    expect((await api.deps.orders.overdue(late, 1000)).map((order) => order.id)).toContain(id);
    expect((await api.deps.orders.overdue(new Date(), 1000)).map((order) => order.id)).not.toContain(id);
    const { orders } = api.deps;
    await Promise.all(
      Array.from({ length: 5 }, () =>
        orders.record({ accountId: api.account.id, orderId: id, event: 'expired', at: late }),
      ),
    );
    expect(await stockOf()).toEqual({ stock: 10, reserved: 0 });
    expect(
      await orders.record({ accountId: api.account.id, orderId: id, event: 'paid', at: late }),
    ).toMatchObject({
      kind: 'refused',
      refusal: expect.stringContaining('expired'),
    });
  });

  it('is opened by its token, and by nothing that can be guessed', async () => {
    const { id, payment_url: url } = await place();
    const token = url.split('/').at(-1) ?? '';
    expect(await api.deps.orders.byToken(token)).toMatchObject({ id });
    expect(await api.deps.orders.byToken(String(id))).toBeNull();
    expect(await api.deps.orders.byToken(`${token.slice(0, -1)}_`)).toBeNull();
  });

  it('of another account is not there', async () => {
    const { id } = await place();
    const theirs = (test: request.Test) => test.set('x-api-key', api.stranger.key);
    expect((await theirs(request(api.app).get(`/orders/${id}`))).status).toBe(404);
    expect((await theirs(request(api.app).post(`/orders/${id}/cancel`)).send({})).status).toBe(404);
    const list = request(api.app).get('/orders/by_user').query({ user_id: user });
    expect((await theirs(list)).status).toBe(404);
  });
});
