import request from 'supertest';
import { signTestEvent, TEST_SIGNATURE_HEADER } from '../../../payments/test/sign-event';
import { createHmac } from 'node:crypto';
import { makeProduct, makeShopUser } from '../../support/shop/catalogue';
import { createTestApi, TEST_SECRET_KEY, type TestApi } from '../../support/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
beforeEach(() => {
  api.temporal.away = false;
  api.temporal.asked.length = 0;
});
afterAll(() => api.close());

const HOSTILE = `<script>alert("x")</script> & 'Cía'`;

/** An order that was placed over the API, with a session on the test page unless it is not opened yet. */
async function placed({ name = 'Leche entera', opened = true } = {}) {
  const user = await makeShopUser(api, {});
  const product = await makeProduct(api, { name, pesos: 4500, stock: 10 });
  await api.call('post', '/carts/add_item').send({ user_id: user, product_id: product, quantity: 2 });
  const answer = await api.call('post', '/orders/checkout').send({ user_id: user });
  const { id: orderId, payment_url: url } = answer.body as { id: number; payment_url: string };
  const order = { accountId: api.account.id, orderId };
  if (opened) await api.deps.payments.ensureSession({ ...order, provider: 'test' });
  return { ...order, path: new URL(url).pathname };
}

const get = (path: string) => request(api.app).get(path);
const post = (path: string) => request(api.app).post(path);
const payments = (order: { accountId: string; orderId: number }) =>
  api.deps.payments.ofOrder(order.accountId, order.orderId);

describe('the page of an order', () => {
  it('shows what was ordered, the total and how it stands, to whoever has the link', async () => {
    const { path, orderId } = await placed();
    const { status, text, headers } = await get(path);
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    for (const shown of [`Pedido ${orderId}`, 'Leche entera', '2 × $4.500', '$9.000', 'Pendiente de pago']) {
      expect(text).toContain(shown);
    }
    expect(text).toContain('name="viewport" content="width=device-width');
  });

  it('holds no script, allows none, and is neither framed, cached nor told of in links', async () => {
    const { headers, text } = await get((await placed()).path);
    expect(text).not.toMatch(/<script|\son\w+=|javascript:/i);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  });

  it('escapes what a catalogue says', async () => {
    const { text } = await get((await placed({ name: HOSTILE })).path);
    expect(text).not.toContain('<script>');
    expect(text).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;Cía&#39;');
  });

  it('is found by nothing but its token: not by the number of the order, nor by a part', async () => {
    const { path, orderId } = await placed();
    const answers = await Promise.all(
      [`/checkout/${orderId}`, path.slice(0, -1), `${path}x`, `/checkout/${'%20'.repeat(30)}`].map(get),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(answers.every(({ text }) => !text.includes('Leche'))).toBe(true);
  });

  it('leads to the provider where one takes the money', async () => {
    const { path, orderId, accountId } = await placed({ opened: false });
    expect((await get(path)).text).toContain('Estamos preparando el pago');
    await api.deps.payments.ensureSession({ accountId, orderId, provider: 'stripe' });
    expect((await get(path)).text).toContain('Estamos preparando el pago');
    const url = 'https://pay.example/c/1?a="b"&c=d';
    await api.deps.payments.nameSession({ accountId, orderId }, { sessionId: 'cs_1', url });
    expect((await get(path)).text).toContain('href="https://pay.example/c/1?a=&quot;b&quot;&amp;c=d"');
  });

  it('names the shop, and tells the deadline in its time zone', async () => {
    const { path, orderId, accountId } = await placed();
    const at = '2026-11-24T02:05:00Z';
    await api.database.dataSource.query('UPDATE orders SET expires_at = $2 WHERE id = $1', [orderId, at]);
    const { text } = await get(path);
    expect(text).toContain(`<p>${(await api.deps.accounts.get(accountId))?.name ?? ''}</p>`);
    expect(text).toMatch(/hasta el lunes, 23 de noviembre, 9:05\sp\.\sm\. \(hora estándar de Colombia\)/);
  });

  it('speaks the language of who ordered where a channel told it, else that of the browser, else that of the shop', async () => {
    const { path, orderId } = await placed();
    const heading = async (wanted: string) =>
      /<html lang="(\w+)">[^]*<h1>(\w+)/
        .exec((await get(path).set('accept-language', wanted)).text)
        ?.slice(1);
    expect(await heading('pt-BR')).toEqual(['es', 'Pedido']);
    expect(await heading('es;q=0.5, en-US')).toEqual(['en', 'Order']);
    const whose = { accountId: api.account.id, channel: 'simulator', address: '+573001110991' } as const;
    const contactId = await api.deps.contacts.ensure({ ...whose, phone: whose.address, name: null });
    await api.database.dataSource.query(
      'UPDATE users SET contact_id = $2 WHERE id = (SELECT user_id FROM orders WHERE id = $1)',
      [orderId, contactId],
    );
    await api.deps.contacts.noteLanguage(api.account.id, contactId, 'en');
    expect(await heading('es-CO')).toEqual(['en', 'Order']);
    const { text } = await get(path);
    for (const shown of ['2 × $4,500', 'Waiting for payment', 'Pay $9,000 (test)', 'Colombia Standard Time'])
      expect(text).toContain(shown);
    const { text: none } = await get('/checkout/nothing').set('accept-language', 'en');
    expect(none).toContain('There is no such order');
  });

  it('says that a payment is being confirmed, and offers no second one', async () => {
    const { path } = await placed();
    await post(`${path}/pay`);
    const { text } = await get(path);
    expect(text).toContain('lo estamos confirmando');
    expect(text).not.toContain('<form');
  });

  it('shows nothing to pay when the order is over', async () => {
    const { path, orderId, accountId } = await placed();
    await api.deps.orders.record({ accountId, orderId, event: 'expired', at: new Date() });
    const { text } = await get(path);
    expect(text).toContain('Vencido');
    expect(text).not.toContain('<form');
  });
});

describe('the button of the test page', () => {
  it('is marked as a test, pays once however often it is pressed, and tells the checkout', async () => {
    const order = await placed();
    expect((await get(order.path)).text).toMatch(/Pago de prueba\.<\/strong> Nadie paga nada/);
    const answers = [await post(`${order.path}/pay`), await post(`${order.path}/pay`)];
    expect(answers.map(({ status, headers }) => [status, headers['location']])).toEqual([
      [303, order.path],
      [303, order.path],
    ]);
    expect(await payments(order)).toMatchObject([
      { state: 'taken', amount: { minor: 900_000, currency: 'COP' } },
    ]);
    expect(api.temporal.asked).toContain(`payment of ${order.orderId}`);
  });

  it('pays nothing for a stranger, for an order that is over, or for one that is paid elsewhere', async () => {
    const order = await placed();
    expect((await post(`/checkout/${order.orderId}/pay`)).status).toBe(403);
    await api.deps.orders.record({ ...order, event: 'cancelled', at: new Date() });
    expect((await post(`${order.path}/pay`)).status).toBe(303);
    const elsewhere = await placed({ opened: false });
    await api.deps.payments.ensureSession({ ...elsewhere, provider: 'stripe' });
    expect((await post(`${elsewhere.path}/pay`)).status).toBe(409);
    expect([await payments(order), await payments(elsewhere)]).toEqual([[], []]);
  });

  it('keeps the payment when Temporal is away', async () => {
    const order = await placed();
    api.temporal.away = true;
    expect((await post(`${order.path}/pay`)).status).toBe(503);
    expect(await payments(order)).toHaveLength(1);
  });
});

describe('a payment webhook', () => {
  const secret = createHmac('sha256', TEST_SECRET_KEY.secret).update('test payments').digest('hex');

  async function paid() {
    const order = await placed();
    const session = await api.deps.payments.sessionOf(order.accountId, order.orderId);
    const amount = { minor: 900_000, currency: 'COP' };
    const news = { kind: 'paid', reference: session?.reference, paymentId: `p-${order.orderId}`, amount };
    return { order, body: JSON.stringify(news) };
  }
  const send = (body: string, signature?: string, provider = 'test') => {
    const call = post(`/api/webhook/payments/${provider}`).set('content-type', 'application/json');
    return (signature === undefined ? call : call.set(TEST_SIGNATURE_HEADER, signature)).send(body);
  };

  it('is written down once and told to the checkout each time it comes', async () => {
    const { order, body } = await paid();
    const signature = signTestEvent(secret, Buffer.from(body));
    const answers = [await send(body, signature), await send(body, signature)];
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    expect(await payments(order)).toHaveLength(1);
    expect(api.temporal.asked.filter((asked) => asked === `payment of ${order.orderId}`)).toHaveLength(2);
  });

  it('is refused when it is forged, unsigned, changed, or of a provider that is not set up', async () => {
    const { order, body } = await paid();
    const signature = signTestEvent(secret, Buffer.from(body));
    const forged = await Promise.all([
      send(body),
      send(body, signTestEvent('another secret', Buffer.from(body))),
      send(body.replace('900000', '900001'), signature),
      send(body, signature, 'stripe'),
      send(body, signature, 'nobody'),
    ]);
    expect(forged.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect(await payments(order)).toEqual([]);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{}',
    '"paid"',
    '{"kind":"paid"}',
    '{"kind":"paid","amount":{"minor":-1}}',
  ])('that is signed and says nothing of a payment is let go: %s', async (body) => {
    const before = await api.rows('payment');
    expect((await send(body, signTestEvent(secret, Buffer.from(body)))).status).toBe(204);
    expect(await api.rows('payment')).toBe(before);
  });

  it('of two megabytes is not read', async () => {
    const { order, body } = await paid();
    const long = body.replace('{', `{"more":"${'a'.repeat(2 * 1024 * 1024)}",`);
    expect((await send(long, signTestEvent(secret, Buffer.from(long)))).status).toBe(413);
    expect(await payments(order)).toEqual([]);
  });

  it('is asked for again while the checkout cannot be told, and of another shop it is let go', async () => {
    const { order, body } = await paid();
    api.temporal.away = true;
    expect((await send(body, signTestEvent(secret, Buffer.from(body)))).status).toBe(503);
    expect(await payments(order)).toHaveLength(1);
    const other = body.replace(/"reference":"[^"]*"/, '"reference":"not ours"');
    expect((await send(other, signTestEvent(secret, Buffer.from(other)))).status).toBe(204);
  });
});

describe('what nobody attends to', () => {
  it('is an order without a checkout, one past its deadline, and a payment that nobody looked at', async () => {
    const later = new Date(Date.now() + 3_600_000);
    const found = async (before: Date) =>
      (await api.deps.payments.unattended(before, 1000)).map(({ orderId }) => orderId);
    const [lost, followed, reported] = [await placed({ opened: false }), await placed(), await placed()];
    await post(`${reported.path}/pay`);
    const unattended = await found(later);
    expect(unattended).toEqual(expect.arrayContaining([lost.orderId, reported.orderId]));
    expect(unattended).not.toContain(followed.orderId);
    expect(await found(new Date(Date.now() + 25 * 3_600_000))).toContain(followed.orderId);
    expect(await found(new Date(0))).toEqual([]);
  });
});

describe('a refund over the API', () => {
  const refund = (orderId: number, body: object = {}) =>
    api.call('post', `/api/shop/orders/${orderId}/refund`).send(body);

  it('goes through the checkout of the order, with its reason', async () => {
    const { orderId } = await placed();
    const { status, body } = await refund(orderId, { reason: 'it was sour' });
    expect([status, body]).toMatchObject([200, { id: orderId }]);
    expect(api.temporal.asked).toContain(`refund ${orderId} it was sour`);
  });

  it('is for an order of the account alone, and asks to come back while Temporal is away', async () => {
    const { orderId } = await placed();
    expect((await refund(987_654)).status).toBe(404);
    api.temporal.away = true;
    expect((await refund(orderId)).status).toBe(503);
  });
});
