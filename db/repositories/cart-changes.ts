import type { EntityManager } from 'typeorm';
import type { CartLine } from '../../domain/shop/cart';
import { lockCart, toCartView, writeLines, type Cart, type CartView } from './cart-rows';
import { returnedRows } from './send-mapping';

/** A change of a user's cart; asked for again under its key, it is made once. */
export interface CartChanging {
  accountId: string;
  userId: number;
  changeKey?: string | undefined;
}

export type CartChanged = { kind: 'changed'; cart: CartView } | { kind: 'unknown-user' };

/**
 * Changes the user's active cart, locked as long as that takes. What was changed under the key already gives the cart
 * as it is now, whatever a second change would have come to.
 */
export async function changeCart<Refusal>(
  unit: EntityManager,
  { accountId, userId, changeKey }: CartChanging,
  decide: (cart: Cart) => Promise<{ lines: CartLine[] } | { refusal: Refusal }>,
): Promise<CartChanged | Refusal> {
  const cart = await lockCart(unit, accountId, userId);
  if (!cart) return { kind: 'unknown-user' };
  const known = changeKey === undefined ? null : { accountId, changeKey };
  if (known && (await wasMade(unit, known))) return { kind: 'changed', cart: toCartView(cart) };
  const decision = await decide(cart);
  if ('refusal' in decision) return decision.refusal;
  if (known) await noteMade(unit, known);
  return { kind: 'changed', cart: await writeLines(unit, cart, decision.lines) };
}

interface KnownChange {
  accountId: string;
  changeKey: string;
}

async function wasMade(unit: EntityManager, { accountId, changeKey }: KnownChange): Promise<boolean> {
  const made = await unit.query<unknown>(
    'SELECT change_key FROM cart_change WHERE account_id = $1 AND change_key = $2',
    [accountId, changeKey],
  );
  return returnedRows(made).length > 0;
}

async function noteMade(unit: EntityManager, { accountId, changeKey }: KnownChange): Promise<void> {
  await unit.query('INSERT INTO cart_change (account_id, change_key) VALUES ($1, $2)', [
    accountId,
    changeKey,
  ]);
}
