import type { z } from 'zod';
import type { CheckedOut, Order } from '../../../db/repositories/orders';
import type { ApiDeps } from '../../api-deps';
import { notFound, problem, type Problem } from '../../problems';
import { changeWords } from './carts.presenter';
import type { checkoutBody } from './orders.schema';

export interface CheckoutCommand {
  accountId: string;
  idempotencyKey: string | undefined;
  body: z.output<typeof checkoutBody>;
}

/** Letters, digits and a few signs: what fits in a header and a log. */
const KEY = /^[\w:.-]{1,100}$/;

/** Turns the cart into an order and starts what sees it paid, expired or cancelled. */
export async function checkOut(
  { accountId, idempotencyKey, body }: CheckoutCommand,
  { orders, checkoutStarter, now }: Pick<ApiDeps, 'orders' | 'checkoutStarter' | 'now'>,
): Promise<{ kind: 'placed'; order: Order } | Problem> {
  if (idempotencyKey !== undefined && !KEY.test(idempotencyKey)) {
    return problem('invalid_request', 'Idempotency-Key takes 1 to 100 letters, digits, or any of _ : . -');
  }
  const { user_id: userId, email, cart_hash: cartHash } = body;
  const at = new Date(now());
  const placed = await orders.checkout({ accountId, userId, email, cartHash, idempotencyKey, at });
  if (placed.kind !== 'placed') return refusalOf(placed);
  const { order } = placed;
  // Away or not, the order stands with what it holds; asking again starts what did not start.
  if (order.paymentStatus === 'pending') await checkoutStarter.start({ accountId, orderId: order.id });
  return { kind: 'placed', order };
}

function refusalOf(refused: Exclude<CheckedOut, { kind: 'placed' }>): Problem {
  switch (refused.kind) {
    case 'unknown-user':
      return notFound('user');
    case 'empty-cart':
      return problem('conflict', 'The cart is empty: put something in before checking out.');
    case 'key-reused':
      return problem('idempotency_key_reused', 'This Idempotency-Key already belongs to another checkout.');
    case 'changed':
      return changed(refused);
  }
}

function changed({ changes, cart }: Extract<CheckedOut, { kind: 'changed' }>): Problem {
  const what = changes.map(changeWords).join('; ') || 'it holds something else than was agreed to';
  return problem(
    'conflict',
    `The cart has changed: ${what}. Show it again (cart_hash ${cart.hash}) and ask.`,
    {
      errors: changes.map((change) => ({
        path: `items.${change.productId}.${change.kind}`,
        message: changeWords(change),
      })),
    },
  );
}
