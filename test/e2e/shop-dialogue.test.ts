import { smallScenario } from '../support/conversations/read-scenario';
import { FAKED } from '../support/fake-models/fake-models';
import { modelSetting } from '../support/llm/model-settings';
import { until } from '../support/pace';
import { payOnPage } from '../support/shop-street/pay-on-page';
import { openShopStreet, type ShopStreet } from '../support/shop-street/shop-street';

let street: ShopStreet;
beforeAll(async () => {
  street = await openShopStreet();
});
afterAll(() => street.close());
beforeEach(() => street.models.clear());

/** As WhatsApp records them: an Ogg container. */
const VOICE_NOTE = {
  contentType: 'audio/ogg',
  base64: Buffer.concat([Buffer.from('OggS'), Buffer.alloc(60)]).toString('base64'),
};

type Person = ReturnType<ShopStreet['person']>;
interface Order {
  id: number;
  total: number;
  payment_status: string;
  items: { name: string; quantity: number }[];
}

async function ordersOf({ phone }: Person): Promise<Order[]> {
  const search = `/users/search?phone=${encodeURIComponent(phone)}`;
  const { user } = await street.call<{ user: { id: number } }>('GET', search);
  return (await street.call<{ items: Order[] }>('GET', `/orders/by_user?user_id=${user.id}`)).items;
}

/** Somebody who has told name and email, and sees a list of milk. */
async function registered(): Promise<Person> {
  const person = street.person();
  await person.says('Hola, quiero comprar leche');
  await person.says('Juan');
  expect(await person.says('juan@example.com')).toMatch(/1\. .+ - \$/);
  return person;
}

interface Product {
  id: number;
  name: string;
  price: number;
}

/** Makes a product dearer by 100 pesos; what it costs now. */
async function raisePrice(wanted: string): Promise<number> {
  const path = `/products?q=${encodeURIComponent(wanted)}`;
  const { items } = await street.call<{ items: (Product & Record<string, unknown>)[] }>('GET', path);
  const found = items.find(({ name }) => name === wanted);
  if (!found) throw new Error(`There is no ${wanted}`);
  const { sku, name, category, description, currency, is_offer, stock } = found;
  const price = found.price + 100;
  await street.call('PUT', `/products/${found.id}`, {
    ...{ sku, name, category, description, price, currency, is_offer, stock },
  });
  return price;
}

describe.each([...FAKED, 'offline' as const])('with the models of %s', (provider) => {
  it('sells milk on WhatsApp, from hello to the receipt', async () => {
    await street.answersWith(provider === 'offline' ? [] : [modelSetting(provider)]);
    const juan = street.person();
    expect(await juan.says('Hola, quiero comprar leche')).toMatch(/¿cómo te llamás\?/);
    expect(await juan.says('Juan')).toMatch(/Juan.*email\?/);
    const list = await juan.says('juan@example.com');
    expect(list).toMatch(/1\. Leche.+ - \$[\d.]+\n2\. Leche.+ - \$[\d.]+/);
    const [, first, price] = /1\. (.+) - (\$[\d.]+)/.exec(list) ?? [];
    expect(await juan.says('La primera')).toContain(`1x ${first}`);
    const summary = await juan.says('Finalizar');
    expect(summary).toContain(`Total: ${price}`);
    expect(summary).toContain('¿Confirmás el pedido?');
    const [link = ''] = /https?:\S+\/checkout\/\S+/.exec(await juan.says('sí')) ?? [];

    const told = juan.heard().length;
    const { before, after } = await payOnPage(link);
    expect(before).toContain('Pendiente de pago');
    expect(before).toContain(first);
    expect(before).not.toContain('<script');
    expect(await juan.hears(told)).toMatch(/¡Gracias! Recibimos el pago de tu pedido \d+\./);
    expect(after).toMatch(/Pagado|Pendiente/);
    const shown = async () => (await (await fetch(link)).text()).includes('Pagado');
    await until({ for: 'the page to say that it is paid', look: shown, is: Boolean });
    expect(await ordersOf(juan)).toMatchObject([
      { payment_status: 'paid', items: [{ name: first, quantity: 1 }] },
    ]);

    const asked = street.models.ledger.all();
    expect(new Set(asked.map((call) => call.provider))).toEqual(
      new Set(provider === 'offline' ? [] : [provider]),
    );
    expect(new Set(asked.map(({ promptHash }) => promptHash)).size).toBe(asked.length);
  });
});

describe('on the way to an order', () => {
  beforeAll(() => street.answersWith([]));

  it('asks again for an email that cannot be one, and registers nobody before', async () => {
    const person = street.person();
    await person.says('quiero leche');
    await person.says('Juan');
    expect(await person.says('juan arroba gmail')).toMatch(/no parece válido/);
    expect(await person.says('juan@gmail')).toMatch(/no parece válido/);
    expect(await person.says('es juan@gmail.com')).toMatch(/1\. .+ - \$/);
  });

  it('says that something is sold out, and puts nothing into the cart', async () => {
    const person = await registered();
    await person.says('quiero máquina de afeitar Filo');
    expect(await person.says('la primera')).toMatch(/sin stock/);
    expect(await person.says('ver carrito')).toMatch(/vacío/);
  });

  it('finds two products at once, and takes one of each', async () => {
    const person = await registered();
    const list = await person.says('quiero arroz y huevos');
    expect(list).toMatch(/Arroz[^]*Huevos/i);
    const places = [/(\d+)\. Arroz/.exec(list)?.[1], /(\d+)\. Huevo/i.exec(list)?.[1]];
    expect(await person.says(places.join(' y '))).toMatch(/Arroz.*Huevo/i);
  });

  it('takes out what is no longer wanted', async () => {
    const person = await registered();
    await person.says('la primera');
    expect(await person.says('quita la leche')).toMatch(/saqué .*[Ll]eche/);
    expect(await person.says('finalizar')).toMatch(/vacío/);
  });

  it('says that a price has changed since, and orders nothing before the new one has a yes', async () => {
    const person = await registered();
    const [, name = ''] = /1\. (.+) - \$/.exec(person.heard().at(-1) ?? '') ?? [];
    await person.says('la primera');
    const summary = await person.says('finalizar');
    const price = await raisePrice(name);
    const refused = await person.says('sí');
    expect(refused).not.toContain('/checkout/');
    expect(refused).toMatch(/¿Confirmás/);
    expect(refused).not.toContain(/Total: \S+/.exec(summary)?.[0]);
    expect(await ordersOf(person)).toEqual([]);
    expect(await person.says('sí')).toContain('/checkout/');
    expect(await ordersOf(person)).toMatchObject([{ total: price }]);
  });

  it.each([
    ['a voice note', { body: '', media: [VOICE_NOTE] }, /ni escuchar audios/],
    ['only emoji', { body: '🥛🥛🥛' }, /\S/],
    ['ten thousand characters', { body: 'leche, '.repeat(1429) }, /[Ll]eche/],
  ])(
    'answers %s that Twilio brings with what it can do, and changes nothing',
    async (_what, message, said) => {
      const person = await registered();
      const told = person.heard().length;
      await person.sends(message);
      expect(await person.hears(told)).toMatch(said);
      expect(await person.says('ver carrito')).toMatch(/vacío/);
      expect(await ordersOf(person)).toEqual([]);
    },
  );

  it('hands over to a person who is asked for, and is silent from then on', async () => {
    const person = await registered();
    expect(await person.says('quiero hablar con una persona')).toMatch(/persona del equipo/);
    const told = person.heard().length;
    await person.writes('¿hola?');
    await until({
      for: 'every message to be taken',
      look: async () => {
        const [row] = await street.platform.db.query<{ untaken: number }[]>(
          'SELECT count(*)::int AS untaken FROM inbound_message WHERE turn IS NULL',
        );
        return row?.untaken;
      },
      is: (untaken) => untaken === 0,
    });
    expect(person.heard()).toHaveLength(told);
  });
});

describe('a scenario that hands over to the offline model', () => {
  const scenario = smallScenario(
    {
      a: { kind: 'agent', goal: 'Vende', save: 'sold', next: 'bye', onError: 'sorry' },
      bye: { kind: 'end', text: 'Hasta pronto. {{sold}}' },
      sorry: { kind: 'end', text: 'No se pudo.' },
    },
    { variables: { sold: null } },
  );
  beforeAll(async () => {
    await street.answersWith([]);
    const bot = `/api/bots/${street.botId}`;
    const { id } = await street.call<{ id: string }>('POST', `${bot}/scenarios`, scenario);
    await street.call('POST', `/api/scenarios/${id}/activate`);
    await street.call('PUT', bot, { name: 'Milo', mode: 'both' });
  });

  const hearsTwo = ({ heard }: Person, told: number): Promise<string[]> =>
    until({
      for: 'the last words of the agent, and the scenario',
      look: () => heard().slice(told),
      is: ({ length }) => length >= 2,
    });

  it('goes on once there is an order', async () => {
    const person = await registered();
    await person.says('la primera');
    await person.says('finalizar');
    const told = person.heard().length;
    await person.writes('sí');
    const [link, bye] = await hearsTwo(person, told);
    expect(link).toContain('/checkout/');
    expect(bye).toBe('Hasta pronto. La persona hizo su pedido y tiene el enlace de pago.');
    expect(await ordersOf(person)).toHaveLength(1);
  });

  it('goes on when somebody wants nothing', async () => {
    const person = street.person();
    await person.says('hola');
    const told = person.heard().length;
    await person.writes('nada, gracias');
    expect(await hearsTwo(person, told)).toEqual([
      'Dale. Cualquier cosa, escribime.',
      'Hasta pronto. La persona no quiere nada más.',
    ]);
  });
});
