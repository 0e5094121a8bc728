import request from 'supertest';
import { makeProduct, makeShopUser } from '../../../support/shop/catalogue';
import { createTestApi, type TestApi } from '../../../support/test-api';

let api: TestApi;
let user: number;
beforeAll(async () => {
  api = await createTestApi();
});
beforeEach(async () => {
  user = await makeShopUser(api);
});
afterAll(() => api.close());

const add = (productId: number, quantity: number, userId = user) =>
  api.call('post', '/carts/add_item').send({ user_id: userId, product_id: productId, quantity });
const remove = (body: object) => api.call('post', '/carts/remove_item').send({ user_id: user, ...body });
const summary = (userId = user) => api.call('get', '/carts/summary').query({ user_id: userId });

describe('a cart', () => {
  it('is empty before anything is put in', async () => {
    expect((await summary()).body).toMatchObject({ cart_id: null, user_id: user, items: [], total: 0 });
  });

  it('adds the same product to its line, and money up', async () => {
    const milk = await makeProduct(api, { name: 'Leche', pesos: 4500 });
    const bread = await makeProduct(api, { name: 'Pan', pesos: 6000 });
    await add(milk, 1);
    await add(bread, 2);
    const cart = await add(milk, 2);
    expect(cart.body).toMatchObject({
      status: 'active',
      items: [
        { product_id: milk, name: 'Leche', quantity: 3, unit_price: 4500, line_total: 13_500 },
        { product_id: bread, name: 'Pan', quantity: 2, unit_price: 6000, line_total: 12_000 },
      ],
      total: 25_500,
      total_minor: 2_550_000,
      currency: 'COP',
    });
    expect((await summary()).body).toEqual(cart.body);
  });

  it('gives back some of a line, a line, and everything', async () => {
    const milk = await makeProduct(api);
    const bread = await makeProduct(api);
    await add(milk, 5);
    await add(bread, 1);
    expect((await remove({ product_id: milk, quantity: 2 })).body).toMatchObject({
      items: [{ product_id: milk, quantity: 3 }, { product_id: bread }],
    });
    expect((await remove({ product_id: milk })).body).toMatchObject({ items: [{ product_id: bread }] });
    expect((await remove({ product_id: milk })).status).toBe(409);
    const cleared = await api.call('post', '/carts/clear').send({ user_id: user });
    expect(cleared.body).toMatchObject({ items: [], total: 0 });
  });

  it('has another hash with every change, and the same one for the same content', async () => {
    const milk = await makeProduct(api);
    const hashOf = (answer: request.Response) => (answer.body as { cart_hash: string }).cart_hash;
    const one = hashOf(await add(milk, 1));
    expect(hashOf(await summary())).toBe(one);
    expect(hashOf(await add(milk, 1))).not.toBe(one);
    expect(hashOf(await remove({ product_id: milk, quantity: 1 }))).toBe(one);
  });

  it('says what has changed in the catalogue, and keeps what was shown', async () => {
    const milk = await makeProduct(api, { name: 'Leche', pesos: 4500 });
    const bread = await makeProduct(api, { name: 'Pan' });
    await add(milk, 2);
    await add(bread, 1);
    await api.call('put', `/products/${milk}`).send({ price: 5000, stock: 1 });
    await api.call('delete', `/products/${bread}`);
    expect((await summary()).body).toMatchObject({
      total: 13_500,
      changes: [
        { kind: 'price', product_id: milk, from: 4500, to: 5000 },
        { kind: 'stock', product_id: milk, wanted: 2, available: 1 },
        { kind: 'gone', product_id: bread },
      ],
    });
  });

  it.each([
    ['none', 0],
    ['less than none', -1],
    ['a thousand', 1000],
    ['a billion', 1e9],
    ['half a one', 0.5],
    ['two in letters', 'dos'],
    ['nothing at all', null],
    ['two of them in a list', [1, 2]],
  ])('takes no %s', async (_what, quantity) => {
    const milk = await makeProduct(api, { stock: 5000 });
    expect((await add(milk, quantity as number)).status).toBe(400);
    expect((await summary()).body).toMatchObject({ items: [] });
  });

  it('holds at most 999 of a product, and no more than there are', async () => {
    const many = await makeProduct(api, { stock: 5000 });
    await add(many, 999);
    expect((await add(many, 1)).status).toBe(409);
    const few = await makeProduct(api, { stock: 2 });
    const refused = await add(few, 3);
    expect(refused.body).toMatchObject({ code: 'conflict', detail: expect.stringContaining('There are 2') });
  });

  it('is of one currency', async () => {
    await add(await makeProduct(api), 1);
    const made = await api
      .call('post', '/products')
      .send({ sku: 'ARS-1', name: 'Yerba', category: 'Almacén', price: 3200, currency: 'ARS', stock: 9 });
    expect((await add((made.body as { id: number }).id, 1)).status).toBe(409);
  });

  it.each([
    ['user', { user_id: 999_999 }],
    ['product', { product_id: 999_999 }],
  ])('needs a %s that exists', async (_what, change) => {
    const milk = await makeProduct(api);
    const body = { user_id: user, product_id: milk, quantity: 1, ...change };
    expect((await api.call('post', '/carts/add_item').send(body)).status).toBe(404);
  });

  it('takes no price from whoever asks', async () => {
    const milk = await makeProduct(api);
    const body = { user_id: user, product_id: milk, quantity: 1, unit_price: 1 };
    expect((await api.call('post', '/carts/add_item').send(body)).status).toBe(400);
  });

  it('is one cart, however many put something in at once', async () => {
    const milk = await makeProduct(api, { stock: 500 });
    await Promise.all(Array.from({ length: 20 }, () => add(milk, 1)));
    expect((await summary()).body).toMatchObject({ items: [{ product_id: milk, quantity: 20 }] });
  });

  it('of another account is not there, and no product of another account goes in', async () => {
    const milk = await makeProduct(api);
    const theirs = request(api.app);
    const asStranger = (test: request.Test) => test.set('x-api-key', api.stranger.key);
    expect((await asStranger(theirs.get('/carts/summary').query({ user_id: user }))).status).toBe(404);
    expect((await asStranger(theirs.post('/carts/clear')).send({ user_id: user })).status).toBe(404);
    const stranger = await asStranger(theirs.post('/users')).send({
      name: 'Otra',
      email: 'otra@example.com',
    });
    const body = { user_id: (stranger.body as { id: number }).id, product_id: milk, quantity: 1 };
    expect((await asStranger(theirs.post('/carts/add_item')).send(body)).status).toBe(404);
  });
});

describe('carts that are left', () => {
  it('are told once, and given up later', async () => {
    const { carts } = api.deps;
    await add(await makeProduct(api), 1);
    await makeShopUser(api);
    const later = new Date(Date.now() + 1000);
    const left = await carts.left(later, 100);
    const mine = left.filter(({ userId }) => userId === user);
    expect(mine).toHaveLength(1);
    const told = await Promise.all(
      Array.from({ length: 5 }, () => carts.markReminded(api.account.id, mine[0]!.cartId, later)),
    );
    expect(told.filter(Boolean)).toHaveLength(1);
    expect((await carts.left(later, 100)).some(({ userId }) => userId === user)).toBe(false);
    expect(await carts.abandon(later)).toBeGreaterThan(0);
    expect((await summary()).body).toMatchObject({ cart_id: null, items: [] });
  });
});
