import request from 'supertest';
import { createTestApi, type TestApi } from '../../../support/test-api';
import { wrongLevels } from '../../../support/shop/catalogue';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

const MILK = {
  sku: 'leche-ser-001',
  name: 'Leche Entera La Vereda 1L',
  category: 'Lácteos',
  description: 'Leche entera fortificada',
  price: 450.5,
  currency: 'ARS',
  is_offer: false,
  stock: 50,
};

const make = (change: Record<string, unknown> = {}) =>
  api.call('post', '/products').send({ ...MILK, ...change });
const idOf = (answer: request.Response) => (answer.body as { id: number }).id;

describe('a product', () => {
  it('keeps the shape of the first shop, with the exact price beside it', async () => {
    const made = await make();
    expect([made.status, made.body]).toEqual([
      201,
      {
        ...MILK,
        id: expect.any(Number),
        sku: 'LECHE-SER-001',
        price_minor: 45_050,
        reserved: 0,
        updated_at: expect.any(String),
      },
    ]);
    expect((await api.call('get', `/api/shop/products/${idOf(made)}`)).body).toEqual(made.body);
    expect((await api.call('get', '/products').query({ q: 'lehce entera' })).body).toMatchObject({
      items: [made.body],
      page: 1,
      nextPage: null,
    });
  });

  it('is in the currency of the shop unless it says another, by price or price_minor', async () => {
    const made = await make({ sku: 'COP-1', price: undefined, currency: undefined, price_minor: 450_000 });
    expect(made.body).toMatchObject({ price: 4500, price_minor: 450_000, currency: 'COP' });
    const whole = await make({ sku: 'CLP-1', price: 990, currency: 'CLP' });
    expect(whole.body).toMatchObject({ price: 990, price_minor: 990 });
  });

  it('changes by what is given, and by nothing else', async () => {
    const id = idOf(await make({ sku: 'CHANGE-1' }));
    const changed = await api.call('put', `/products/${id}`).send({ price: 500, is_offer: true });
    expect(changed.body).toMatchObject({ ...MILK, sku: 'CHANGE-1', price: 500, is_offer: true });
    const counted = await api.call('put', `/products/${id}`).send({ stock: 7 });
    expect(counted.body).toMatchObject({ stock: 7, price: 500 });
    expect(await wrongLevels(api)).toEqual([]);
  });

  it('is gone once taken out, and leaves its SKU free', async () => {
    const id = idOf(await make({ sku: 'GONE-1' }));
    expect((await api.call('delete', `/products/${id}`)).status).toBe(204);
    expect((await api.call('delete', `/products/${id}`)).status).toBe(404);
    expect((await api.call('put', `/products/${id}`).send({ stock: 1 })).status).toBe(404);
    expect((await make({ sku: 'GONE-1' })).status).toBe(201);
  });

  it('shares its SKU with no other', async () => {
    const id = idOf(await make({ sku: 'TWICE-1' }));
    expect((await make({ sku: 'twice-1' })).status).toBe(409);
    const other = idOf(await make({ sku: 'TWICE-2' }));
    expect((await api.call('put', `/products/${other}`).send({ sku: 'TWICE-1' })).status).toBe(409);
    expect((await api.call('get', `/products/${id}`)).status).toBe(200);
  });

  it.each([
    ['no SKU', { sku: undefined }],
    ['a SKU of signs', { sku: '=1+1' }],
    ['an empty name', { name: ' ' }],
    ['a name of a book', { name: 'a'.repeat(10_000) }],
    ['a description of a book', { description: 'a'.repeat(100_000) }],
    ['a category of a book', { category: 'a'.repeat(10_000) }],
    ['no price', { price: undefined }],
    ['a price of nothing', { price: 0 }],
    ['a price below nothing', { price: -1 }],
    ['half a centavo', { price: 4.505 }],
    ['half a peso in Chile', { price: 990.5, currency: 'CLP' }],
    ['a price with thousands signs', { price: '4.500' }],
    ['a price that is too high', { price: 1e12 }],
    ['two prices', { price_minor: 45_050 }],
    ['an unknown currency', { currency: 'XXX' }],
    ['stock below nothing', { stock: -1 }],
    ['half a bottle', { stock: 1.5 }],
    ['what is reserved', { reserved: 3 }],
  ])('is not made with %s', async (_what, change) => {
    const before = await api.rows('products');
    const answer = await make({ sku: 'BAD-1', ...change });
    expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ code: 'invalid_request' })]);
    expect(await api.rows('products')).toBe(before);
  });

  it.each([
    ['a page of none', { page: 0 }],
    ['a page too far', { page: 1001 }],
    ['a question whether it is an offer', { is_offer: 'perhaps' }],
    ['an unknown field', { query: 'leche' }],
    ['a text of a book', { q: 'a'.repeat(3000) }],
  ])('is not looked for by %s', async (_what, query) => {
    expect((await api.call('get', '/products').query(query)).status).toBe(400);
  });

  it('of another account is not there', async () => {
    const id = idOf(await make({ sku: 'MINE-1' }));
    const theirs = (method: 'get' | 'put' | 'delete') =>
      request(api.app)[method](`/products/${id}`).set('x-api-key', api.stranger.key);
    expect((await theirs('get')).status).toBe(404);
    expect((await theirs('put').send({ stock: 0 })).status).toBe(404);
    expect((await theirs('delete')).status).toBe(404);
    const list = await request(api.app).get('/products').set('x-api-key', api.stranger.key);
    expect(list.body).toMatchObject({ items: [] });
  });
});

describe('a list of products', () => {
  it('goes page by page, offers first when asked', async () => {
    await make({ sku: 'OFFER-1', name: 'Zumo de oferta', is_offer: true });
    const first = await api.call('get', '/products').query({ offers_first: 'true', limit: 1 });
    expect(first.body).toMatchObject({ items: [{ is_offer: true }], nextPage: 2 });
    const offers = await api.call('get', '/products').query({ is_offer: '1' });
    const items = (offers.body as { items: { is_offer: boolean }[] }).items;
    expect(items.every((item) => item.is_offer)).toBe(true);
  });
});

describe('the shop', () => {
  it('says at / what the first one said', async () => {
    expect((await request(api.app).get('/')).body).toMatchObject({
      status: 'ok',
      service: 'whatsapp_server',
    });
    expect((await request(api.app).get('/healthz')).body).toEqual({ status: 'ok' });
  });
});
