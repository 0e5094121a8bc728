import type { Carts, LeftCart } from '../../db/repositories/carts';
import { cartReminder, cartReminderMessage } from '../../domain/shop/cart-messages';
import { tell, type TellDeps } from './tell';

export interface CartReminderDeps extends TellDeps {
  carts: Pick<Carts, 'left' | 'markReminded' | 'abandon' | 'summary'>;
  /** Of bots without their own: what is in the cart, and its total; for contacts outside the 24-hour window. */
  cartTemplate: string | null;
}

const HOUR_MS = 3_600_000;
const REMIND_AFTER_MS = 24 * HOUR_MS;
/** A month without a touch: the next visit begins a new cart. */
const ABANDON_AFTER_MS = 30 * 24 * HOUR_MS;
const BATCH = 100;
const AT_MOST_MS = 20_000;

/** Reminds of carts that were left for a day, each once, and gives up those of a month ago; says how many it reminded of. */
export async function remindOfCarts(deps: CartReminderDeps): Promise<number> {
  const now = await deps.clock();
  const stopAt = performance.now() + AT_MOST_MS;
  const failures: unknown[] = [];
  let reminded = 0;
  for (const cart of await deps.carts.left(new Date(now - REMIND_AFTER_MS), BATCH)) {
    if (performance.now() > stopAt) break;
    try {
      if (!(await isDone(deps, cart))) continue;
      await deps.carts.markReminded(cart.accountId, cart.cartId, new Date(now));
      reminded += 1;
    } catch (error) {
      // One cart that fails must not keep the others from their turn.
      failures.push(error);
    }
  }
  await deps.carts.abandon(new Date(now - ABANDON_AFTER_MS));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} carts failed`);
  return reminded;
}

/** False while the message is still to go out: the next sweep goes on under the same key. */
async function isDone(
  deps: CartReminderDeps,
  { accountId, cartId, userId, contactId }: LeftCart,
): Promise<boolean> {
  const summary = await deps.carts.summary(accountId, userId);
  const reminder = summary?.cart.id === cartId ? cartReminder(summary.cart.lines) : null;
  if (contactId === null || reminder === null) return true;
  const told = await tell(deps, {
    ...{ accountId, contactId, key: `cart:${cartId}:reminder`, text: cartReminderMessage(reminder) },
    templateFor: (route) => {
      const template = route.cartTemplate ?? deps.cartTemplate;
      const variables = { 1: reminder.goods, 2: reminder.total };
      return template === null ? null : { kind: 'template', template, variables };
    },
  });
  return told.kind !== 'later';
}
