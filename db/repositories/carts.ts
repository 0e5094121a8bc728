import type { DataSource, EntityManager } from 'typeorm';
import type { CartChange, CartLine, CartRefusal } from '../../domain/shop/cart';
import { addToCart, changesOf, removeFromCart, repriced } from '../../domain/shop/cart';
import { changeCart, type CartChanged, type CartChanging } from './cart-changes';
import { activeCart, catalogueOf, lockCart, toCartView, writeLines, type CartView } from './cart-rows';
import { returnedRows } from './send-mapping';
import { lockProducts } from './stock';

export type { CartView };

export interface CartItem extends CartChanging {
  productId: number;
  quantity: number;
}

export type CartAdded = CartChanged | CartRefusal | { kind: 'unknown-product' };

export type CartRemoved = CartChanged | { kind: 'not-in-cart' };

/** A cart with what became different in the catalogue since its lines were put in. */
export interface CartSummary {
  cart: CartView;
  changes: CartChange[];
}

/** An active cart that nobody has touched since. */
export interface LeftCart {
  accountId: string;
  cartId: number;
  userId: number;
  contactId: string | null;
}

export type Carts = ReturnType<typeof createCarts>;

/** The carts of users, at most one active each; every change locks the user's row first. */
export function createCarts(db: DataSource) {
  return {
    /** Puts so many more of a product in. Nothing is reserved before checkout. */
    async addItem({ productId, quantity, ...changing }: CartItem): Promise<CartAdded> {
      return db.transaction((unit) =>
        changeCart<Exclude<CartAdded, CartChanged>>(unit, changing, async ({ accountId, lines }) => {
          const product = (await catalogueOf(unit, accountId, [productId])).get(productId);
          if (!product) return { refusal: { kind: 'unknown-product' } };
          const decision = addToCart(lines, product, quantity);
          return decision.kind === 'lines' ? decision : { refusal: decision };
        }),
      );
    },

    /** Takes so many of a product out; all of it when no quantity is given. */
    async removeItem({
      productId,
      quantity,
      ...changing
    }: Omit<CartItem, 'quantity'> & { quantity?: number | undefined }): Promise<CartRemoved> {
      return db.transaction((unit) =>
        changeCart<{ kind: 'not-in-cart' }>(unit, changing, (cart) => {
          const lines = removeFromCart(cart.lines, productId, quantity);
          return Promise.resolve(lines ? { lines } : { refusal: { kind: 'not-in-cart' } });
        }),
      );
    },

    /** Takes everything out. */
    async clear(changing: CartChanging): Promise<CartChanged> {
      return db.transaction((unit) =>
        changeCart<never>(unit, changing, () => Promise.resolve({ lines: [] })),
      );
    },

    /** The cart as it stands, and what has changed meanwhile; changes nothing. Null for an unknown user. */
    async summary(accountId: string, userId: number): Promise<CartSummary | null> {
      const cart = await activeCart(db.manager, accountId, userId);
      if (!cart) return null;
      const changes = changesOf(cart.lines, await catalogueOf(db.manager, accountId, productsIn(cart.lines)));
      return { cart: toCartView(cart), changes };
    },

    /**
     * The cart at today's prices and without what is no longer sold, and what that changed: for showing it to
     * somebody who is asked for a yes. Null for an unknown user.
     */
    async refresh(accountId: string, userId: number): Promise<CartSummary | null> {
      return db.transaction(async (unit) => {
        const cart = await lockCart(unit, accountId, userId);
        return cart && refreshLines(unit, cart);
      });
    },

    /** Carts with something in them, left alone since `before` and never reminded of, oldest first. */
    async left(before: Date, limit: number): Promise<LeftCart[]> {
      return returnedRows<LeftCart>(
        await db.query(
          `SELECT carts.account_id AS "accountId", carts.id AS "cartId", user_id AS "userId",
                  users.contact_id AS "contactId"
             FROM carts JOIN users ON users.account_id = carts.account_id AND users.id = carts.user_id
            WHERE status = 'active' AND carts.updated_at < $1 AND reminded_at IS NULL
              AND EXISTS (SELECT 1 FROM cart_items item WHERE item.cart_id = carts.id)
            ORDER BY carts.updated_at LIMIT $2`,
          [before, limit],
        ),
      );
    },

    /** True for the first who says so: a cart is reminded of once. */
    async markReminded(accountId: string, cartId: number, at: Date): Promise<boolean> {
      const rows = await db.query<unknown>(
        `UPDATE carts SET reminded_at = $3
          WHERE account_id = $1 AND id = $2 AND reminded_at IS NULL AND status = 'active' RETURNING id`,
        [accountId, cartId, at],
      );
      return returnedRows(rows).length > 0;
    },

    /** Gives up carts left alone since `before`; what was in them stays readable. Returns how many. */
    async abandon(before: Date): Promise<number> {
      const rows = await db.query<unknown>(
        `UPDATE carts SET status = 'abandoned' WHERE status = 'active' AND updated_at < $1 RETURNING id`,
        [before],
      );
      return returnedRows(rows).length;
    },
  };
}

/** Locks what a cart holds and brings it up to date, inside the caller's transaction. */
export async function refreshLines(
  unit: EntityManager,
  cart: NonNullable<Awaited<ReturnType<typeof lockCart>>>,
): Promise<CartSummary> {
  const catalogue = await lockProducts(unit, cart.accountId, productsIn(cart.lines));
  const changes = changesOf(cart.lines, catalogue);
  if (!changes.some(({ kind }) => kind !== 'stock')) return { cart: toCartView(cart), changes };
  return { cart: await writeLines(unit, cart, repriced(cart.lines, catalogue)), changes };
}

function productsIn(lines: readonly CartLine[]): number[] {
  return lines.map(({ productId }) => productId);
}
