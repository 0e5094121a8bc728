import type { DataSource } from 'typeorm';
import type { Currency, Money } from '../../domain/shop/money';
import { toCartView, type CartView } from './cart-rows';
import { returnedRows } from './send-mapping';

/** The place of a showing: a turn of a dialog of the user. */
export interface Showing {
  accountId: string;
  userId: number;
  dialogId: string;
  turn: number;
}

/** What a yes may be bound to. */
export interface ShownCart {
  /** Of the cart as it was shown. */
  hash: string;
  total: Money;
}

export type CartAgreements = ReturnType<typeof createCartAgreements>;

/** When carts were shown to their contacts, and as what. */
export function createCartAgreements(db: DataSource) {
  return {
    /** Notes that the active cart is shown in this turn; shown again unchanged, the first time counts. */
    async noteShown({ accountId, userId, dialogId, turn }: Showing, { id, hash }: CartView): Promise<void> {
      await db.query(
        `UPDATE carts SET shown_dialog_id = $4, shown_hash = $5,
                shown_turn = CASE WHEN shown_dialog_id = $4 AND shown_hash = $5 THEN shown_turn ELSE $6 END
          WHERE account_id = $1 AND user_id = $2 AND id = $3`,
        [accountId, userId, id, dialogId, hash, turn],
      );
    },

    /**
     * The cart that was shown in the dialog before this turn and is still what it was; bought or not, so that a
     * purchase that is repeated finds what it was about. Null where there is none.
     */
    async shownBefore({ accountId, userId, dialogId, turn }: Showing): Promise<ShownCart | null> {
      const rows = returnedRows<RawShown>(await db.query(SHOWN, [accountId, userId, dialogId, turn]));
      const [first] = rows;
      if (!first) return null;
      const lines = rows.map(({ productId, name, quantity, minor, currency }) => ({
        ...{ productId, name, quantity },
        unitPrice: { minor, currency },
      }));
      const { hash, total } = toCartView({ accountId, userId, id: first.cartId, lines });
      return hash === first.shownHash && total !== null ? { hash, total } : null;
    },
  };
}

interface RawShown {
  cartId: number;
  shownHash: string;
  productId: number;
  name: string;
  quantity: number;
  minor: number;
  currency: Currency;
}

const SHOWN = `
  SELECT cart_id AS "cartId", shown_hash AS "shownHash", product_id AS "productId", name, quantity,
         unit_price_minor::float8 AS minor, currency
    FROM cart_items item
    JOIN (SELECT id, shown_hash FROM carts
           WHERE account_id = $1 AND user_id = $2 AND shown_dialog_id = $3 AND shown_turn < $4
           ORDER BY id DESC LIMIT 1) shown ON shown.id = item.cart_id
   WHERE item.account_id = $1 ORDER BY position`;
