import type { ProductDetails } from '../../../db/repositories/products';
import type { AccountSubject } from '../access/everything';
import type { TestApi } from '../test-api';

/** A product in Colombian pesos; the price is in pesos. */
export function product(
  sku: string,
  name: string,
  change: Partial<Omit<ProductDetails, 'price'>> & { pesos?: number } = {},
): ProductDetails {
  const { pesos = 4500, ...rest } = change;
  return {
    sku,
    name,
    category: 'Despensa',
    description: '',
    price: { minor: pesos * 100, currency: 'COP' },
    isOffer: false,
    stock: 50,
    ...rest,
  };
}

/** A user of the first account, made over the API. */
export async function makeShopUser(
  api: Pick<AccountSubject, 'call'>,
  change: Record<string, unknown> = {},
): Promise<number> {
  people += 1;
  const phone = `+57300${String(1_000_000 + people)}`;
  const made = await api.call('post', '/users').send({ name: `Comprador ${people}x`, phone, ...change });
  if (made.status !== 201) throw new Error(made.text);
  return (made.body as { id: number }).id;
}

let people = 0;

/** A product of the first account. */
export async function makeProduct(
  api: Pick<AccountSubject, 'account' | 'deps'>,
  change: Parameters<typeof product>[2] & { name?: string } = {},
): Promise<number> {
  products += 1;
  const { name = `Producto ${products}`, ...rest } = change;
  const saved = await api.deps.products.create(api.account.id, product(`P-${products}`, name, rest));
  if (saved.kind !== 'saved') throw new Error('The SKU is taken');
  return saved.product.id;
}

let products = 0;

/** What the movements of every product sum up to, beside what the product says; empty when all is right. */
export async function wrongLevels(api: Pick<TestApi, 'database'>): Promise<unknown[]> {
  return api.database.dataSource.query(
    `SELECT products.id, stock, reserved, sum(stock_change)::int AS moved, sum(reserved_change)::int AS held
       FROM products LEFT JOIN stock_movements movement ON movement.product_id = products.id
      GROUP BY products.id
     HAVING stock <> coalesce(sum(stock_change), 0) OR reserved <> coalesce(sum(reserved_change), 0)`,
  );
}
