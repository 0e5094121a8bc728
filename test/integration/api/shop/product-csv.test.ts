import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Product } from '../../../../db/repositories/products';
import { wrongLevels } from '../../../support/shop/catalogue';
import { createTestApi, type TestApi } from '../../../support/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

const HEADER = 'sku,name,category,description,price,currency,is_offer,stock';
const send = (text: string | Buffer, path = '/api/shop/products/import') =>
  api.call('post', path).type('text/csv').send(text);
const csv = async () => (await api.call('get', '/api/shop/products/export.csv')).text;
const all = async (): Promise<Product[]> =>
  api.deps.products.page({ accountId: api.account.id, limit: 1000, after: null });

describe('a catalogue as CSV', () => {
  it('comes in by SKU: new ones are made, known ones replaced, and what it says twice is refused', async () => {
    const first = await send(
      [
        HEADER,
        'LEC-1,Leche entera,Lácteos,De vaca,4500,COP,true,20',
        'lec-2,"Leche ""La Vereda"", 1 L",Lácteos,,4500.50,,no,',
        'LEC-1,Otra leche,Lácteos,,1,COP,,1',
      ].join('\n'),
    );
    expect(first.body).toEqual({
      rows: 3,
      created: 2,
      updated: 0,
      refused: 1,
      errorCount: 1,
      errors: [
        {
          ...{ line: 4, column: 'sku', reason: 'line 2 has this SKU already' },
          ...{ code: 'sku-twice', values: { line: 2 } },
        },
      ],
    });
    const again = await send('SKU;Price;Name;Category\r\nLEC-1;4800,50;Leche entera;Lácteos\r\n');
    expect(again.body).toMatchObject({ created: 0, updated: 1, errorCount: 0 });
    const [milk] = await all();
    expect(milk).toMatchObject({ price: { minor: 480_050, currency: 'COP' }, stock: 20 });
    expect(await wrongLevels(api)).toEqual([]);
  });

  it('says of each bad row what is wrong, and takes the others', async () => {
    const sent = await send(
      [
        HEADER,
        'OK-1,Arroz,Despensa,,3900,COP,false,5',
        'BAD-1,,Despensa,,3900,COP,false,5',
        'BAD-2,Arroz,Despensa,,4.500,COP,false,5',
        'BAD-3,Arroz,Despensa,,3900,XXX,perhaps,-5',
        '=cmd,Arroz,Despensa,,3900,COP,false,5',
        'BAD-4,Arroz',
      ].join('\n'),
      '/products/import',
    );
    const { created, refused, errors } = sent.body as {
      created: number;
      refused: number;
      errors: { line: number; column: string | null; reason: string; code: string }[];
    };
    expect([created, refused]).toEqual([1, 5]);
    expect(errors.map(({ line, column, code }) => [line, column, code])).toEqual([
      [3, 'name', 'missing'],
      [4, 'price', 'not-a-price'],
      [5, 'currency', 'not-a-currency'],
      [5, 'is_offer', 'not-yes-or-no'],
      [5, 'stock', 'not-whole-number'],
      [6, 'sku', 'not-a-sku'],
      [7, null, 'too-few-cells'],
    ]);
    expect(errors[1]?.reason).toContain('without thousands signs');
    expect(errors.map(({ reason }) => reason).join()).not.toContain('Invalid input');
  });

  it.each([
    ['that is empty', ''],
    ['that lacks a column', 'sku,name,price\nA-1,Arroz,1\n'],
    ['that is not text', Buffer.from([0, 1, 2])],
    ['in Latin-1', Buffer.from(`${HEADER}\nA-1,Caf\u00e9,Bebidas,,1,COP,no,1\n`, 'latin1')],
    ['with an open quote', `${HEADER}\nA-1,Arroz,Despensa,,1,COP,no,1\nA-2,"Arroz,Despensa,,1,COP,no,1\n`],
  ])('%s changes nothing', async (_what, text) => {
    const before = await csv();
    const refused = await send(text);
    expect([refused.status, refused.body]).toEqual([
      400,
      expect.objectContaining({ detail: expect.stringContaining('Nothing was imported') }),
    ]);
    expect(await csv()).toBe(before);
  });

  it('goes out and comes in again the same, formulas kept from running', async () => {
    await send(`${HEADER}\nFORM-1,"=HYPERLINK(""http://x"")",Aseo,+1+1,990,COP,false,3\n`);
    const exported = await csv();
    expect(exported).toContain(`FORM-1,"'=HYPERLINK(""http://x"")",Aseo,'+1+1,990,COP,false,3`);
    const before = await all();
    const back = await send(exported);
    expect(back.body).toMatchObject({ created: 0, updated: before.length, errorCount: 0 });
    const updated = (products: Product[]) => products.map(({ updatedAt: _updatedAt, ...product }) => product);
    expect(updated(await all())).toEqual(updated(before));
  });

  it('comes with examples: three hundred products, in which what people type is found', async () => {
    const examples = join(__dirname, '../../../../examples/shop');
    const read = (file: string) => readFileSync(join(examples, file), 'utf8');
    const sent = [await send(read('products-co.csv')), await send(read('products-ar.csv'))];
    const made = sent.map(({ body }) => body as { created: number; errorCount: number });
    expect(made.reduce((total, { created }) => total + created, 0)).toBe(300);
    expect(made.map(({ errorCount }) => errorCount)).toEqual([0, 0]);
    const first = async (q: string) =>
      ((await api.call('get', '/products').query({ q, limit: 1 })).body as { items: Product[] }).items[0]
        ?.name;
    expect(await first('lehce entera')).toMatch(/^Leche entera/);
    expect(await first('yerva mate')).toMatch(/^Yerba mate/);
    expect(await first('panela')).toMatch(/^Panela/);
    expect(await first('fideos tallarines')).toMatch(/^Fideos tallarín/);
    expect(await first('papel ijienico')).toMatch(/^Papel higiénico/);
    expect(await first('comida de perro')).toMatch(/perro/);
    expect(await first('aguacates')).toMatch(/^Aguacate/);
  });
});
