import { makeProduct, makeShopUser } from '../../../support/shop/catalogue';
import { createTestApi, type TestApi } from '../../../support/test-api';

let api: TestApi;
let milk: number;
beforeAll(async () => {
  api = await createTestApi();
  milk = await makeProduct(api, { name: 'Leche', pesos: 4500, stock: 100 });
});
afterAll(() => api.close());

interface Listed {
  items: { id: number; buyer: { id: number; name: string | null } }[];
  nextCursor: string | null;
}

const list = async (path: string, query: object = {}) => {
  const answer = await api.call('get', path).query(query);
  expect(answer.status).toBe(200);
  return answer.body as Listed;
};
const fill = (user: number) =>
  api.call('post', '/carts/add_item').send({ user_id: user, product_id: milk, quantity: 2 });

async function order(name: string): Promise<{ id: number; user: number }> {
  const user = await makeShopUser(api, { name });
  await fill(user);
  const placed = await api.call('post', '/orders/checkout').send({ user_id: user });
  return { id: (placed.body as { id: number }).id, user };
}

describe('the orders of a shop', () => {
  it('are listed with their buyers, the newest first, page by page, and by state', async () => {
    const [first, second] = [await order('Ana'), await order('Luis')];
    await api.deps.orders.record({
      accountId: api.account.id,
      orderId: first.id,
      event: 'paid',
      at: new Date(),
    });
    const page = await list('/api/shop/orders', { limit: 1 });
    expect(page.items).toMatchObject([{ id: second.id, buyer: { id: second.user, name: 'Luis' } }]);
    const next = await list('/api/shop/orders', { limit: 1, cursor: page.nextCursor });
    expect(next.items).toMatchObject([{ id: first.id, buyer: { id: first.user, name: 'Ana' } }]);
    expect((await list('/api/shop/orders', { status: 'paid' })).items).toMatchObject([{ id: first.id }]);
    expect((await list('/api/shop/orders', { status: 'refunded' })).items).toEqual([]);
  });

  it('each tell what happened to them, the oldest first', async () => {
    const { id: orderId } = await order('Eva');
    const of = { accountId: api.account.id, orderId };
    const session = await api.deps.payments.ensureSession({ ...of, provider: 'test' });
    const paid = { kind: 'paid', reference: session.reference, paymentId: `p${orderId}` } as const;
    await api.deps.payments.note(session, { ...paid, amount: { minor: 900_000, currency: 'COP' } });
    const after = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    await api.deps.orders.record({ ...of, event: 'paid', at: after(1) });
    await api.deps.orders.record({ ...of, event: 'refunded', reason: 'it was sour', at: after(2) });
    const { body } = await api.call('get', `/api/shop/orders/${orderId}/timeline`);
    expect((body as { items: unknown[] }).items).toMatchObject([
      { kind: 'placed', what: null, state: null },
      { kind: 'opened', what: 'test' },
      { kind: 'taken', what: 'test' },
      { kind: 'paid', what: null },
      { kind: 'refunded', what: 'it was sour' },
    ]);
    expect((await api.call('get', '/api/shop/orders/987654/timeline')).status).toBe(404);
  });
});

describe('the carts of a shop', () => {
  it('are listed with what is in them, and those that hold nothing are not', async () => {
    const [full, empty] = [await makeShopUser(api, { name: 'Marta' }), await makeShopUser(api, {})];
    await fill(full);
    await fill(empty);
    await api.call('post', '/carts/clear').send({ user_id: empty });
    const { items } = await list('/api/shop/carts', { status: 'active' });
    expect(items.map(({ buyer }) => buyer.id)).not.toContain(empty);
    expect(items[0]).toMatchObject({
      buyer: { id: full, name: 'Marta' },
      items: [{ name: 'Leche', quantity: 2, unit_price_minor: 450_000 }],
      total_minor: 900_000,
      currency: 'COP',
      reminded_at: null,
    });
    const converted = await list('/api/shop/carts', { status: 'converted' });
    expect(converted.items.length).toBeGreaterThan(0);
  });
});
