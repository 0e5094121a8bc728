import type { CheckedOut } from '../../../db/repositories/orders';
import type { Showing } from '../../../db/repositories/cart-agreements';
import { agrees, asksToConfirm } from '../../../domain/shop/agreement';
import { moneyText } from '../../../domain/shop/money';
import { orderPageUrl } from '../../../domain/shop/order-page';
import { defineTool, refuse, succeed, type AgentTool, type ToolOutcome, type ToolScope } from '../agent-tool';
import { noArguments } from './shop-arguments';
import { cartOutput } from './shop-output';
import { notRegistered, userOf, type ShopToolsDeps } from './shop-tools-deps';

/** From showing the cart to the address where its order is paid. */
export function createCheckoutTools(deps: ShopToolsDeps): AgentTool[] {
  return [summary(deps), checkout(deps), paymentLink(deps)];
}

function summary(deps: ShopToolsDeps): AgentTool {
  return defineTool({
    name: 'get_cart_summary',
    description: 'The cart at the prices of today: what is in it, what it costs and what has changed.',
    input: noArguments,
    async run(scope) {
      const user = await userOf(deps, scope);
      return succeed(user ? await show(deps, showingOf(scope, user.id)) : { items: [], total: 0 });
    },
  });
}

function checkout(deps: ShopToolsDeps): AgentTool {
  return defineTool({
    name: 'checkout_cart',
    description:
      'Orders the cart. Only after the person was shown it with its total, was asked to confirm, and has just said ' +
      'yes: this is checked.',
    input: noArguments,
    async run(scope) {
      const user = await userOf(deps, scope);
      if (!user) return notRegistered();
      const showing = showingOf(scope, user.id);
      const shown = await deps.agreements.shownBefore(showing);
      if (!shown || !agrees(scope.said) || !asksToConfirm(scope.told, shown.total)) {
        return askFirst(deps, showing);
      }
      const placed = await deps.orders.checkout({
        ...{ accountId: scope.accountId, userId: user.id, cartHash: shown.hash },
        ...{ idempotencyKey: scope.callKey, at: new Date(scope.now) },
      });
      return outcomeOf(deps, showing, placed);
    },
  });
}

const ORDERS_LOOKED_AT = 20;

function paymentLink(deps: ShopToolsDeps): AgentTool {
  return defineTool({
    name: 'get_checkout_link_for_last_order',
    description: "Where the person's last order that waits for its payment is paid.",
    input: noArguments,
    async run(scope) {
      const user = await userOf(deps, scope);
      const page = {
        accountId: scope.accountId,
        userId: user?.id ?? 0,
        limit: ORDERS_LOOKED_AT,
        before: null,
      };
      const orders = user ? await deps.orders.ofUser(page) : [];
      const order = orders.find(({ paymentStatus }) => paymentStatus === 'pending');
      return order
        ? succeed(orderOutput(deps, order))
        : refuse('no_order', 'No order waits for its payment.', {
            last_order: orders[0]?.paymentStatus ?? null,
          });
    },
  });
}

function showingOf({ accountId, dialogId, turn }: ToolScope, userId: number): Showing {
  return { accountId, userId, dialogId, turn };
}

/** Brings the cart up to date, and notes that it is shown like this. */
async function show(deps: ShopToolsDeps, showing: Showing): Promise<ReturnType<typeof cartOutput>> {
  const refreshed = await deps.carts.refresh(showing.accountId, showing.userId);
  if (!refreshed) throw new Error('The user is gone');
  await deps.agreements.noteShown(showing, refreshed.cart);
  return cartOutput(refreshed);
}

const ASK_FIRST =
  'Nothing was ordered. Show the person this cart with its total, ask them to confirm the order ("¿Confirmás el ' +
  'pedido?"), and call this again when they have said yes.';

async function askFirst(deps: ShopToolsDeps, showing: Showing): Promise<ToolOutcome> {
  const cart = await show(deps, showing);
  return cart.items.length === 0
    ? emptyCart()
    : refuse('needs_confirmation', ASK_FIRST, { cart, ...said(cart) });
}

function emptyCart(): ToolOutcome {
  return refuse('empty_cart', 'There is nothing to order yet.', { message: 'Tu carrito está vacío.' });
}

/** What has to be said stands beside the cart. */
function said({ message }: ReturnType<typeof cartOutput>) {
  return message === undefined ? {} : { message };
}

async function outcomeOf(deps: ShopToolsDeps, showing: Showing, placed: CheckedOut): Promise<ToolOutcome> {
  switch (placed.kind) {
    case 'placed': {
      const { order } = placed;
      const { accountId, id: orderId } = order;
      if (order.paymentStatus === 'pending') await deps.startCheckout({ accountId, orderId });
      return succeed(orderOutput(deps, order));
    }
    case 'changed': {
      await deps.agreements.noteShown(showing, placed.cart);
      const cart = cartOutput(placed);
      return refuse('cart_changed', ASK_FIRST, { cart, ...said(cart) });
    }
    case 'empty-cart':
      return emptyCart();
    case 'unknown-user':
      return notRegistered();
    case 'key-reused':
      throw new Error('A call has one key, and one cart');
  }
}

type Placed = Extract<CheckedOut, { kind: 'placed' }>['order'];

function orderOutput({ publicBaseUrl }: ShopToolsDeps, { id, token, total, paymentStatus }: Placed) {
  return {
    order_id: id,
    payment_status: paymentStatus,
    total_text: moneyText(total),
    payment_url: orderPageUrl(publicBaseUrl, token),
  };
}
