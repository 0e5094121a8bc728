import type { CartAgreements } from '../../../db/repositories/cart-agreements';
import type { Carts } from '../../../db/repositories/carts';
import type { Orders } from '../../../db/repositories/orders';
import type { Products } from '../../../db/repositories/products';
import type { ShopUser, ShopUsers } from '../../../db/repositories/shop-users';
import { refuse, type ToolOutcome, type ToolScope } from '../agent-tool';

/** What the shop's tools work with. */
export interface ShopToolsDeps {
  shopUsers: Pick<ShopUsers, 'ofContact' | 'ensureForContact'>;
  products: Pick<Products, 'search'>;
  carts: Pick<Carts, 'addItem' | 'removeItem' | 'clear' | 'refresh'>;
  agreements: CartAgreements;
  orders: Pick<Orders, 'checkout' | 'ofUser'>;
  /** Begins what follows a placed order; what cannot begin now is begun by the sweep. */
  startCheckout(order: { accountId: string; orderId: number }): Promise<unknown>;
  publicBaseUrl: string;
}

/** The contact of the conversation as somebody who buys; null for one that is not registered. */
export function userOf(
  { shopUsers }: Pick<ShopToolsDeps, 'shopUsers'>,
  { accountId, contactId }: ToolScope,
): Promise<ShopUser | null> {
  return shopUsers.ofContact(accountId, contactId);
}

export function notRegistered(): ToolOutcome {
  return refuse(
    'not_registered',
    'Ask for the name and the email, and register them with create_user first.',
    {
      message: 'Para comprar necesito primero tu nombre y tu email. ¿Cómo te llamas?',
    },
  );
}
