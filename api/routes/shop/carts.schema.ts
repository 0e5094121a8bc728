import { z } from 'zod';
import { CART_STATUSES, MAX_QUANTITY } from '../../../domain/shop/cart';
import { pageOf } from '../../paging';
import { buyerView, currency, minorUnits, ofUserQuery, shopId, shopPageFields, units } from './shop-fields';

export const quantity = z
  .int()
  .min(1)
  .max(MAX_QUANTITY)
  .meta({ description: `1 to ${MAX_QUANTITY}` });

export const addItemBody = z.strictObject({
  user_id: shopId,
  product_id: shopId,
  quantity: quantity.default(1),
});
export const removeItemBody = z.strictObject({
  user_id: shopId,
  product_id: shopId,
  quantity: quantity.optional().meta({ description: 'How many to take out; all of them by default' }),
});
export const clearCartBody = z.strictObject({ user_id: shopId });
export const cartQuery = z.strictObject(ofUserQuery);

export const cartListQuery = z.strictObject({
  ...shopPageFields,
  status: z.enum(CART_STATUSES).optional().meta({ description: 'abandoned: left alone for too long' }),
});

export const lineFields = {
  product_id: shopId,
  name: z.string(),
  quantity: z.int(),
  unit_price: units,
  unit_price_minor: minorUnits,
  line_total: units,
  line_total_minor: minorUnits,
};

const changeFields = { product_id: shopId, name: z.string() };

/** What became different in the catalogue since a product was put into the cart. */
const cartChangeView = z
  .discriminatedUnion('kind', [
    z.strictObject({ ...changeFields, kind: z.literal('price'), from: units, to: units }),
    z.strictObject({ ...changeFields, kind: z.literal('stock'), wanted: z.int(), available: z.int() }),
    z.strictObject({ ...changeFields, kind: z.literal('gone') }),
  ])
  .meta({ id: 'CartChange' });

export const cartView = z
  .strictObject({
    cart_id: shopId.nullable().meta({ description: 'Null until something is put in' }),
    user_id: shopId,
    status: z.literal('active'),
    items: z.array(z.strictObject(lineFields)),
    total: units,
    total_minor: minorUnits,
    currency: currency.nullable().meta({ description: 'Null for an empty cart' }),
    cart_hash: z
      .string()
      .meta({ description: 'Of this content at these prices; give it to the checkout to buy just that' }),
    changes: z.array(cartChangeView),
  })
  .meta({ id: 'Cart' });

/** A cart in a list, at the prices it was filled at. */
export const listedCartPage = pageOf(
  z
    .strictObject({
      id: shopId,
      buyer: buyerView,
      status: z.enum(CART_STATUSES),
      items: z.array(z.strictObject(lineFields)),
      total_minor: minorUnits,
      currency: currency.nullable(),
      reminded_at: z.iso.datetime().nullable(),
      updated_at: z.iso.datetime(),
    })
    .meta({ id: 'ListedCart' }),
);
