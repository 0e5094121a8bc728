import { makeProduct, makeShopUser, wrongLevels } from '../../support/shop/catalogue';
import { createTestApi, type TestApi } from '../../support/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

const add = (userId: number, productId: number, quantity: number) =>
  api.deps.carts.addItem({ accountId: api.account.id, userId, productId, quantity });
const checkOut = (userId: number, idempotencyKey?: string) =>
  api.deps.orders.checkout({ accountId: api.account.id, userId, idempotencyKey, at: new Date() });
const levelOf = async (productId: number) => {
  const product = await api.deps.products.get(api.account.id, productId);
  return { stock: product?.stock, reserved: product?.reserved };
};
const buyers = (count: number) => Promise.all(Array.from({ length: count }, () => makeShopUser(api)));

describe('buyers who race', () => {
  it('for ten units: ten of fifty get one, each tapping twice, and nothing is sold twice', async () => {
    const product = await makeProduct(api, { stock: 10 });
    const people = await buyers(50);
    for (const person of people) await add(person, product, 1);
    const taps = people.flatMap((person) => [
      checkOut(person, `race-${person}`),
      checkOut(person, `race-${person}`),
    ]);
    const answers = await Promise.all(taps);
    const placed = answers.flatMap((answer) => (answer.kind === 'placed' ? [answer.order.id] : []));
    expect(new Set(placed).size).toBe(10);
    expect(placed).toHaveLength(20);
    expect(answers.filter(({ kind }) => kind === 'changed')).toHaveLength(80);
    expect(await levelOf(product)).toEqual({ stock: 0, reserved: 10 });
    expect(await wrongLevels(api)).toEqual([]);
  });

  it('for the same things in another order never block each other', async () => {
    const products = await Promise.all(Array.from({ length: 5 }, () => makeProduct(api, { stock: 1000 })));
    const people = await buyers(20);
    for (const [index, person] of people.entries()) {
      const order = index % 2 === 0 ? products : products.toReversed();
      for (const product of order) await add(person, product, 2);
    }
    const recount = products
      .toReversed()
      .map((id) => api.call('put', `/products/${id}`).send({ is_offer: true }));
    const [answers] = await Promise.all([
      Promise.all(people.map((person) => checkOut(person))),
      Promise.all(recount),
    ]);
    expect(answers.every(({ kind }) => kind === 'placed')).toBe(true);
    for (const product of products) expect(await levelOf(product)).toEqual({ stock: 960, reserved: 40 });
  });

  it('while orders are paid, expire and are cancelled at once: each ends one way, and the goods add up', async () => {
    const product = await makeProduct(api, { stock: 100 });
    const people = await buyers(15);
    for (const person of people) await add(person, product, 3);
    const orders = (await Promise.all(people.map((person) => checkOut(person)))).flatMap((answer) =>
      answer.kind === 'placed' ? [answer.order] : [],
    );
    expect(orders).toHaveLength(15);
    const news = orders.flatMap(({ id }) =>
      (['paid', 'expired', 'cancelled', 'paid'] as const).map((event) =>
        api.deps.orders.record({ accountId: api.account.id, orderId: id, event, at: new Date() }),
      ),
    );
    const told = await Promise.all(news);
    expect(told.filter((answer) => answer.kind === 'moved' && answer.changed)).toHaveLength(15);
    const ended = await Promise.all(orders.map(({ id }) => api.deps.orders.get(api.account.id, id)));
    const sold = ended.filter((order) => order?.paymentStatus === 'paid').length * 3;
    expect(await levelOf(product)).toEqual({ stock: 100 - sold, reserved: 0 });
    expect(await wrongLevels(api)).toEqual([]);
  });
});
