import { z } from 'zod';
import type { CartAdded, CartView } from '../../../db/repositories/carts';
import { MAX_LINES, MAX_QUANTITY } from '../../../domain/shop/cart';
import { defineTool, refuse, succeed, type AgentTool, type ToolOutcome } from '../agent-tool';
import { noArguments, productId, quantity } from './shop-arguments';
import { cartOutput } from './shop-output';
import { notRegistered, userOf, type ShopToolsDeps } from './shop-tools-deps';

/** What changes the cart of the conversation's contact. Prices and stock are the catalogue's. */
export function createCartTools(deps: Pick<ShopToolsDeps, 'shopUsers' | 'carts'>): AgentTool[] {
  return [addProduct(deps), removeProduct(deps), clearCart(deps)];
}

type Deps = Parameters<typeof createCartTools>[0];

function addProduct(deps: Deps): AgentTool {
  return defineTool({
    name: 'add_product_to_cart',
    description: 'Puts so many more of a product into the cart, at the price of the catalogue.',
    input: z.strictObject({ product_id: productId, quantity: quantity.default(1) }),
    async run(scope, { product_id: id, quantity: count }) {
      const user = await userOf(deps, scope);
      if (!user) return notRegistered();
      const added = await deps.carts.addItem({
        ...{ accountId: scope.accountId, userId: user.id, productId: id, quantity: count },
        changeKey: scope.callKey,
      });
      return added.kind === 'changed' ? changed('added', added.cart) : refusalOf(added);
    },
  });
}

function removeProduct(deps: Deps): AgentTool {
  return defineTool({
    name: 'remove_product_from_cart',
    description: 'Takes a product out of the cart; without a quantity, all of it.',
    input: z.strictObject({ product_id: productId, quantity: quantity.optional() }),
    async run(scope, { product_id: id, quantity: count }) {
      const user = await userOf(deps, scope);
      if (!user) return notRegistered();
      const removed = await deps.carts.removeItem({
        ...{ accountId: scope.accountId, userId: user.id, productId: id, quantity: count },
        changeKey: scope.callKey,
      });
      if (removed.kind === 'changed') return changed('removed', removed.cart);
      if (removed.kind === 'unknown-user') return notRegistered();
      return refuse('not_in_cart', 'The cart has none of this product: look with get_cart_summary.');
    },
  });
}

function clearCart(deps: Deps): AgentTool {
  return defineTool({
    name: 'clear_cart',
    description: 'Empties the cart.',
    input: noArguments,
    async run(scope) {
      const user = await userOf(deps, scope);
      if (!user) return succeed({ status: 'cleared' });
      await deps.carts.clear({ accountId: scope.accountId, userId: user.id, changeKey: scope.callKey });
      return succeed({ status: 'cleared' });
    },
  });
}

function changed(status: 'added' | 'removed', cart: CartView): ToolOutcome {
  return succeed({ status, cart: cartOutput({ cart, changes: [] }) });
}

function refusalOf(refused: Exclude<CartAdded, { kind: 'changed' }>): ToolOutcome {
  switch (refused.kind) {
    case 'unknown-user':
      return notRegistered();
    case 'unknown-product':
      return refuse('unknown_product', 'There is no such product: look for it with search_products.', {
        message: 'Ese producto ya no está en el catálogo.',
      });
    case 'wrong-quantity':
      return refuse('wrong_quantity', `A cart holds 1 to ${MAX_QUANTITY} of a product.`, {
        message: `De cada producto puedes llevar de 1 a ${MAX_QUANTITY}.`,
      });
    case 'cart-full':
      return refuse('cart_full', `A cart holds ${MAX_LINES} different products at most.`, {
        message: `Tu carrito está lleno: caben ${MAX_LINES} productos distintos.`,
      });
    case 'out-of-stock': {
      const { available, inCart } = refused;
      return refuse('out_of_stock', 'Say how many there are.', { available, in_cart: inCart });
    }
    case 'other-currency':
      return refuse('other_currency', 'Products of another currency need an order of their own.', {
        message: `Tu carrito está en ${refused.cart} y ese producto se vende en ${refused.product}: hay que pedirlo aparte.`,
      });
  }
}
