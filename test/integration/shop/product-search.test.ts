import { createAccounts } from '../../../db/repositories/accounts';
import { createProducts, type Products } from '../../../db/repositories/products';
import { product } from '../../support/shop/catalogue';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

let database: TestDatabase;
let products: Products;
let accountId: string;
let strangerId: string;

const dairy = { category: 'Lácteos' };
const CATALOGUE = [
  product('LEC-1', 'Leche entera La Vereda 1 L', dairy),
  product('LEC-2', 'Leche descremada La Vereda 1 L', { ...dairy, isOffer: true }),
  product('LEC-3', 'Leche deslactosada Cumbre 1 L', { ...dairy, stock: 0 }),
  product('LEC-4', 'Leche en polvo entera Cumbre 400 g', dairy),
  product('LCH-1', 'Lechuga crespa', { category: 'Verduras' }),
  product('YOG-1', 'Yogur de fresa Cumbre 200 g', dairy),
  product('CAF-1', 'Café molido Sierra Alta 500 g', { category: 'Bebidas', isOffer: true }),
  product('AZU-1', 'Azúcar morena Trapiche 1 kg'),
  product('JAB-1', 'Jabón de tocador avena', { category: 'Aseo', isOffer: true }),
  product('PAN-1', 'Pan tajado integral', { category: 'Panadería' }),
  product('LAP-1', 'Lápiz de grafito HB', { category: 'Papelería' }),
  product('ARR-1', 'Arroz blanco Doña Rosa 1 kg', { description: 'Grano largo, ideal para paella' }),
  product('CHO-1', 'Chocolate de mesa 250 g', { category: 'Bebidas' }),
  product('PIÑ-1'.replace('Ñ', 'N'), 'Piña oro miel', { category: 'Frutas' }),
  product('ATU-1', 'Atún en aceite 160 g'),
  product('PER-1', 'Alimento seco perro adulto', { category: 'Mascotas' }),
];

beforeAll(async () => {
  database = await createTestDatabase();
  const accounts = createAccounts(database.dataSource);
  accountId = (await accounts.create('First')).id;
  strangerId = (await accounts.create('Stranger')).id;
  products = createProducts(database.dataSource);
  await products.import(accountId, CATALOGUE);
  await products.import(strangerId, [product('SEC-1', 'Leche secreta de otra tienda', dairy)]);
});
afterAll(() => database.drop());

const find = async (
  query: string,
  more: { offersFirst?: boolean; isOffer?: boolean; category?: string } = {},
) => (await products.search({ accountId, query, limit: 10, offset: 0, ...more })).map(({ sku }) => sku);

describe('the search', () => {
  it.each([
    ['leche entera', ['LEC-1', 'LEC-4']],
    ['lehce entera', ['LEC-1', 'LEC-4']],
    ['LECHES ENTERAS', ['LEC-1', 'LEC-4']],
    ['cafe', ['CAF-1']],
    ['café', ['CAF-1']],
    ['cafés', ['CAF-1']],
    ['caffe', ['CAF-1']],
    ['azucar', ['AZU-1']],
    ['asucar', ['AZU-1']],
    ['jabones', ['JAB-1']],
    ['javon', ['JAB-1']],
    ['panes', ['PAN-1']],
    ['lapices', ['LAP-1']],
    ['lapises', ['LAP-1']],
    ['lápiz', ['LAP-1']],
    ['yogures', ['YOG-1']],
    ['yougur', ['YOG-1']],
    ['pina', ['PIN-1']],
    ['atunes', ['ATU-1']],
    ['keche descremada', ['LEC-2']],
    ['arros', ['ARR-1']],
    ['choco', ['CHO-1']],
    ['lechuga', ['LCH-1']],
    ['paella', ['ARR-1']],
    ['chocolatte', ['CHO-1']],
    ['arr-1', ['ARR-1']],
    ['comida para perro', ['PER-1']],
  ])('finds %s', async (query, skus) => {
    expect(await find(query)).toEqual(skus);
  });

  it('finds every milk and no lettuce, those that are out of stock last', async () => {
    const found = await find('leche');
    expect([...found].sort()).toEqual(['LEC-1', 'LEC-2', 'LEC-3', 'LEC-4']);
    expect(found.at(-1)).toBe('LEC-3');
  });

  it('puts the plainer of two names first, whatever the alphabet says', async () => {
    await products.import(accountId, [product('CHL-1', 'Leche chocolatada Cumbre 1 L', dairy)]);
    const found = await find('leche');
    expect(found.indexOf('LEC-1')).toBeLessThan(found.indexOf('CHL-1'));
    const [added] = await products.search({ accountId, query: 'CHL-1', limit: 1, offset: 0 });
    await products.remove(accountId, added!.id);
  });

  it('puts what a name begins with before what is only made of it', async () => {
    await products.import(accountId, [
      product('DUL-1', 'Alfajor de dulce de leche'),
      product('ARE-1', 'Crema de leche'),
    ]);
    const found = await find('leche');
    expect(found.slice(0, 4).sort()).toEqual(['LEC-1', 'LEC-2', 'LEC-3', 'LEC-4']);
    expect(found.slice(4).sort()).toEqual(['ARE-1', 'DUL-1']);
    expect((await find('dulce de leche'))[0]).toBe('DUL-1');
    for (const sku of ['DUL-1', 'ARE-1']) {
      const [sweet] = await products.search({ accountId, query: sku, limit: 1, offset: 0 });
      await products.remove(accountId, sweet!.id);
    }
  });

  it('finds the nearest when not every word fits', async () => {
    expect((await find('quiero comprar leche entera por favor'))[0]).toBe('LEC-1');
    expect((await find('leche entera 1l'))[0]).toBe('LEC-1');
  });

  it('puts offers first when asked, and shows only them when asked for that', async () => {
    expect((await find('leche', { offersFirst: true }))[0]).toBe('LEC-2');
    expect(await find('leche', { isOffer: true })).toEqual(['LEC-2']);
    expect((await find('', { isOffer: true })).sort()).toEqual(['CAF-1', 'JAB-1', 'LEC-2']);
  });

  it('keeps to a category, however it is written', async () => {
    expect((await find('', { category: 'lacteos' })).sort()).toEqual([
      'LEC-1',
      'LEC-2',
      'LEC-3',
      'LEC-4',
      'YOG-1',
    ]);
    expect(await find('leche', { category: 'Bebidas' })).toEqual([]);
  });

  it.each([
    ['a word of nothing near', 'xilófono'],
    ['signs', '%%% \'"; -- & | ! :* ( <->'],
    ['an emoji', '🥛'],
    ['words that say nothing', 'de la con'],
    ['ten thousand letters', 'z'.repeat(10_000)],
  ])('finds nothing for %s', async (_what, query) => {
    expect(await find(query)).toEqual([]);
  });

  it('never shows what another account sells', async () => {
    expect(await find('secreta')).toEqual([]);
    expect(
      (await products.search({ accountId: strangerId, query: 'leche', limit: 10, offset: 0 })).length,
    ).toBe(1);
  });

  it('gives each product once over its pages', async () => {
    const seen: string[] = [];
    for (let offset = 0; offset < CATALOGUE.length; offset += 5) {
      const page = await products.search({ accountId, limit: 5, offset });
      seen.push(...page.map(({ sku }) => sku));
    }
    expect([...seen].sort()).toEqual(CATALOGUE.map(({ sku }) => sku).sort());
  });

  it('forgets what was taken out, and finds what was renamed', async () => {
    const [gone] = await products.search({ accountId, query: 'paella', limit: 1, offset: 0 });
    const saved = await products.update(accountId, gone!.id, {
      ...gone!,
      name: 'Quinua orgánica',
      stock: null,
    });
    expect(saved?.kind).toBe('saved');
    expect(await find('quinoa')).toEqual(['ARR-1']);
    expect(await products.remove(accountId, gone!.id)).toBe(true);
    expect(await find('quinua')).toEqual([]);
  });
});
