import { startFakeMercadoPago } from '../../support/fake-mercado-pago/fake-mercado-pago';
import { startFakeModels } from '../../support/fake-models/fake-models';
import { startFakeStripe } from '../../support/fake-stripe/fake-stripe';

const post = (url: string, body: object) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const read = async (url: string) => (await fetch(url)).json();

/** What a client would have the provider make: something of 45 pesos to pay. */
const MAKE = {
  stripe: async () => {
    const fake = await startFakeStripe();
    const form = new URLSearchParams({
      client_reference_id: 'order-1',
      success_url: 'https://shop.example/checkout/t',
      'line_items[0][price_data][currency]': 'cop',
      'line_items[0][price_data][unit_amount]': '4500',
      'line_items[0][price_data][product_data][name]': 'Pedido 1',
    });
    const headers = { authorization: `Bearer ${fake.secretKey}` };
    const made = await fetch(`${fake.url}/v1/checkout/sessions`, { method: 'POST', headers, body: form });
    return { fake, page: ((await made.json()) as { url: string }).url };
  },
  'mercado-pago': async () => {
    const fake = await startFakeMercadoPago();
    const made = await fetch(`${fake.url}/checkout/preferences`, {
      method: 'POST',
      headers: { authorization: `Bearer ${fake.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        external_reference: 'order-1',
        back_urls: { success: 'https://shop.example/checkout/t' },
        items: [{ title: 'Pedido 1', quantity: 1, unit_price: 45, currency_id: 'COP' }],
      }),
    });
    return { fake, page: ((await made.json()) as { init_point: string }).init_point };
  },
};

describe.each(Object.entries(MAKE))('the page of %s', (_, make) => {
  it('takes the money with a button, leads back to the shop, and says so in the ledger', async () => {
    const { fake, page } = await make();
    expect(await (await fetch(page)).text()).toContain('<button>Pay</button>');
    const paid = await fetch(page, { method: 'POST', redirect: 'manual' });
    expect([paid.status, paid.headers.get('location')]).toEqual([303, 'https://shop.example/checkout/t']);
    const ledger = await read(`${fake.url}/__control/ledger?to=order-1`);
    expect(ledger).toMatchObject({ total: 1, messages: [{ minor: 4500, refunds: [] }] });
    await post(`${fake.url}/__control/reset`, {});
    expect(await read(`${fake.url}/__control/summary`)).toMatchObject({ charges: 0 });
    expect((await fetch(page, { method: 'POST' })).status).toBe(410);
    await fake.close();
  });
});

describe('language models', () => {
  it('behave as they are told over HTTP, and tell what they were asked', async () => {
    const fake = await startFakeModels();
    const script = {
      next: { ollama: [{ kind: 'fail', status: 503 }] },
      always: { ollama: { kind: 'empty' } },
    };
    expect((await post(`${fake.url}/__control/script`, script)).status).toBe(200);
    const ask = () =>
      post(`${fake.endpoint('ollama')}/v1/chat/completions`, {
        model: 'm',
        messages: [{ role: 'user', content: 'hola' }],
      });
    expect([(await ask()).status, (await ask()).status]).toEqual([503, 200]);
    expect(await read(`${fake.url}/__control/summary`)).toEqual({ ollama: 2 });
    expect(await read(`${fake.url}/__control/ledger?to=ollama`)).toMatchObject({
      messages: [{ behaviour: 'fail' }, { behaviour: 'empty' }],
    });
    expect((await post(`${fake.url}/__control/script`, { next: { ollama: [{ kind: 'x' }] } })).status).toBe(
      400,
    );
    await fake.close();
  });
});
