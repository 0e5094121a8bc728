import type { CartAdded } from '../../../db/repositories/carts';
import { MAX_LINES, MAX_QUANTITY } from '../../../domain/shop/cart';
import { readPage } from '../../paging';
import { notFound, problem, type Problem } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { presentCart, presentListedCart } from './carts.presenter';
import {
  addItemBody,
  cartListQuery,
  cartQuery,
  cartView,
  clearCartBody,
  listedCartPage,
  removeItemBody,
} from './carts.schema';

/** What users are about to buy. */
export const cartRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/shop/carts/add_item',
    operationId: 'addCartItem',
    summary: 'Puts so many more of a product into the cart, at the present price; nothing is reserved yet',
    tag: 'Shop',
    access: 'orders:write',
    body: json(addItemBody),
    refusals: ['not_found', 'conflict'],
    response: { status: 200, description: 'The cart', schema: cartView },
    handler: async ({ accountId, body }, { carts }) => {
      const { user_id: userId, product_id: productId, quantity } = body;
      const added = await carts.addItem({ accountId, userId, productId, quantity });
      return added.kind === 'changed'
        ? reply(presentCart({ cart: added.cart, changes: [] }))
        : refusalOf(added);
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/shop/carts/remove_item',
    operationId: 'removeCartItem',
    summary: 'Takes a product out of the cart, or so many of it',
    tag: 'Shop',
    access: 'orders:write',
    body: json(removeItemBody),
    refusals: ['not_found', 'conflict'],
    response: { status: 200, description: 'The cart', schema: cartView },
    handler: async ({ accountId, body }, { carts }) => {
      const { user_id: userId, product_id: productId, quantity } = body;
      const removed = await carts.removeItem({ accountId, userId, productId, quantity });
      if (removed.kind === 'unknown-user') return notFound('user');
      if (removed.kind === 'not-in-cart') return problem('conflict', 'The cart has none of this product.');
      return reply(presentCart({ cart: removed.cart, changes: [] }));
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/shop/carts/clear',
    operationId: 'clearCart',
    summary: 'Empties the cart',
    tag: 'Shop',
    access: 'orders:write',
    body: json(clearCartBody),
    refusals: ['not_found'],
    response: { status: 200, description: 'The cart', schema: cartView },
    handler: async ({ accountId, body }, { carts }) => {
      const cleared = await carts.clear({ accountId, userId: body.user_id });
      return cleared.kind === 'changed'
        ? reply(presentCart({ cart: cleared.cart, changes: [] }))
        : notFound('user');
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/shop/carts',
    operationId: 'listCarts',
    summary: 'The carts of everybody that something is in, newest first',
    tag: 'Shop',
    access: 'orders:read',
    query: cartListQuery,
    response: { status: 200, description: 'A page', schema: listedCartPage },
    handler: async ({ accountId, query: { limit, cursor, status } }, { shopLists }) => {
      const of = { accountId, before: cursor ?? null, status: status ?? null };
      return reply(
        await readPage({
          limit,
          read: (count) => shopLists.carts({ ...of, limit: count }),
          cursorOf: (cart) => String(cart.id),
          present: presentListedCart,
        }),
      );
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/shop/carts/summary',
    operationId: 'getCartSummary',
    summary: 'The cart at the prices it was filled at, and what has changed in the catalogue since',
    tag: 'Shop',
    access: 'orders:read',
    query: cartQuery,
    refusals: ['not_found'],
    response: { status: 200, description: 'The cart', schema: cartView },
    handler: async ({ accountId, query }, { carts }) => {
      const summary = await carts.summary(accountId, query.user_id);
      return summary ? reply(presentCart(summary)) : notFound('user');
    },
  }),
];

function refusalOf(refused: Exclude<CartAdded, { kind: 'changed' }>): Problem {
  switch (refused.kind) {
    case 'unknown-user':
      return notFound('user');
    case 'unknown-product':
      return notFound('product');
    case 'wrong-quantity':
      return problem('conflict', `A cart holds 1 to ${MAX_QUANTITY} of a product.`);
    case 'cart-full':
      return problem('conflict', `A cart holds ${MAX_LINES} different products at most.`);
    case 'out-of-stock': {
      const { available, inCart } = refused;
      return problem(
        'conflict',
        `There are ${available} of this product, and the cart has ${inCart} already.`,
      );
    }
    case 'other-currency':
      return problem(
        'conflict',
        `The cart is in ${refused.cart} and the product in ${refused.product}: buy it with an order of its own.`,
      );
  }
}
