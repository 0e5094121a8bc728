import type { DataSource } from 'typeorm';
import { createAccounts } from '../../../db/repositories/accounts';
import { createCarts } from '../../../db/repositories/carts';
import { createProducts } from '../../../db/repositories/products';
import { createShopUsers } from '../../../db/repositories/shop-users';
import { inLanes } from '../pace';
import { product } from './catalogue';

export interface ShopCrowd {
  key: string;
  productId: number;
  /** One user a buyer, each with one unit of the product in the cart. */
  userIds: number[];
}

/** A shop with so many units of one product, and so many people who want one each. */
export async function createShopCrowd(
  db: DataSource,
  { buyers, units }: { buyers: number; units: number },
): Promise<ShopCrowd> {
  const accounts = createAccounts(db);
  const { id: accountId } = (await accounts.first()) ?? (await accounts.create('Proof'));
  const { key } = await accounts.issueKey(accountId, 'crowd');
  const saved = await createProducts(db).create(accountId, product('LAST', 'Leche entera', { stock: units }));
  if (saved.kind !== 'saved') throw new Error(saved.kind);
  const productId = saved.product.id;
  const [users, carts] = [createShopUsers(db), createCarts(db)];
  const userIds: number[] = [];
  await inLanes(buyers, 8, async (index) => {
    const phone = `+57311${String(1_000_000 + index)}`;
    const made = await users.create(accountId, {
      name: `Ana ${index}`,
      email: null,
      phone,
      segment: 'nuevo',
    });
    if (made.kind === 'phone-taken') throw new Error(made.kind);
    userIds.push(made.user.id);
    await carts.addItem({ accountId, userId: made.user.id, productId, quantity: 1 });
  });
  return { key, productId, userIds };
}

export interface PlacedOrder {
  id: number;
  paymentUrl: string;
}

/** One person at the API: a request that finds it away is made again, as a phone does. */
export function createBuyer(apiUrl: string, key: string) {
  const call = async (
    method: 'GET' | 'POST',
    path: string,
    more: { body?: object; idempotencyKey?: string } = {},
  ) => {
    const answer = await fetch(`${apiUrl}${path}`, {
      method,
      headers: {
        'x-api-key': key,
        'content-type': 'application/json',
        ...(more.idempotencyKey !== undefined && { 'idempotency-key': more.idempotencyKey }),
      },
      ...(more.body && { body: JSON.stringify(more.body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  return {
    call,

    /** Taps the button twice at once, with one key; both taps are told the same. Null when it is refused. */
    async checkOut(userId: number): Promise<PlacedOrder | null> {
      const idempotencyKey = `tap-${userId}`;
      const tap = () => call('POST', '/orders/checkout', { body: { user_id: userId }, idempotencyKey });
      const [one, other] = await Promise.all([tap(), tap()]);
      if (one.status !== 201 || other.status !== 201) return null;
      if (one.body['id'] !== other.body['id'])
        throw new Error(`Two orders of one tap: ${JSON.stringify([one, other])}`);
      return { id: one.body['id'] as number, paymentUrl: one.body['payment_url'] as string };
    },

    async statusOf(orderId: number): Promise<string> {
      return (await call('GET', `/orders/${orderId}`)).body['payment_status'] as string;
    },
  };
}
