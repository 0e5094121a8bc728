import { plainWords } from '../../domain/messaging/plain-words';
import { readQuantity } from '../../domain/shop/quantity-words';
import { lastSaid, type Conversation } from './conversation';
import { afterRunning, type Move } from './move';
import { byName, numberIn } from './options';
import { cartOf, messageOf, paymentUrlOf, succeeded, type ListedCart, type ListedLine } from './results';
import { endTask, hasTask } from './task';
import {
  ANYTHING_ELSE,
  BYE,
  cartText,
  CLEARED,
  CONFIRM,
  EMPTY_CART,
  FAILED,
  KEPT,
  NO_LINK,
  notInCart,
  payHere,
  removed,
} from './texts';

/** Whether the person was just asked to confirm an order. */
export function askedToConfirm(conversation: Conversation): boolean {
  return /¿\s*confirm/i.test(lastSaid(conversation));
}

/** Whether they were asked if there is anything else. */
export function askedForMore(conversation: Conversation): boolean {
  return /algo m[aá]s/i.test(lastSaid(conversation));
}

export function showCart(conversation: Conversation): Move {
  return withCart(conversation, (cart, news) => ({ say: `${news}${cartText(cart)}\n${ANYTHING_ELSE}` }));
}

/** Shows what is about to be ordered and asks for a yes. */
export function finish(conversation: Conversation): Move {
  return withCart(
    conversation,
    (cart, news) => ({ say: `${news}${cartText(cart)}\n${CONFIRM}` }),
    () => (hasTask(conversation) ? sayBye(conversation) : { say: EMPTY_CART }),
  );
}

/** Somebody wants nothing more; where a scenario waits, a cart that was not spoken of is asked about first. */
export function leave(conversation: Conversation): Move {
  const spokenOf = askedToConfirm(conversation) || lastSaid(conversation) === KEPT;
  const asksFirst = hasTask(conversation) && conversation.tools.has('get_cart_summary') && !spokenOf;
  return asksFirst ? finish(conversation) : sayBye(conversation);
}

function sayBye(conversation: Conversation): Move {
  return endTask(conversation, { say: BYE, result: 'nothingMore' });
}

/** With what has changed since the cart was shown, a line of its own. */
function withCart(
  conversation: Conversation,
  goOn: (cart: ListedCart, news: string) => Move,
  empty: () => Move = () => ({ say: EMPTY_CART }),
): Move {
  return afterRunning(conversation, { name: 'get_cart_summary', otherwise: FAILED }, (run) => {
    if (!succeeded(run)) return { say: messageOf(run) ?? FAILED };
    const cart = cartOf(run);
    const news = messageOf(run);
    if (cart.lines.length > 0) return goOn(cart, news === null ? '' : `${news}\n`);
    return empty();
  });
}

/** After the yes. What changed meanwhile is shown, and asked about again. */
export function checkOut(conversation: Conversation): Move {
  const values = { confirmed: true, cartHash: shownHash(conversation) };
  return afterRunning(conversation, { name: 'checkout_cart', values, otherwise: FAILED }, (run) => {
    const url = paymentUrlOf(run);
    if (succeeded(run) && url !== null)
      return endTask(conversation, { say: payHere(url), result: 'ordered' });
    const cart = cartOf(run);
    const why = messageOf(run);
    if (cart.lines.length > 0) return { say: [why, cartText(cart), CONFIRM].filter(Boolean).join('\n') };
    if (why !== null) return { say: why };
    // It wants a yes to the cart as it stands now.
    return finish(conversation);
  });
}

function shownHash({ earlier, now }: Conversation): unknown {
  const shown = [...earlier, ...now].findLast(({ name }) => name === 'get_cart_summary');
  return shown ? cartOf(shown).hash : undefined;
}

export function clearCart(conversation: Conversation): Move {
  return afterRunning(conversation, { name: 'clear_cart', otherwise: FAILED }, (run) => ({
    say: succeeded(run) ? CLEARED : (messageOf(run) ?? FAILED),
  }));
}

/** The link to pay the last order once more. */
export function payLink(conversation: Conversation): Move {
  return afterRunning(
    conversation,
    { name: 'get_checkout_link_for_last_order', otherwise: NO_LINK },
    (run) => {
      const url = succeeded(run) ? paymentUrlOf(run) : null;
      return { say: url === null ? NO_LINK : payHere(url) };
    },
  );
}

/** "quita la leche", "sacá 2 panes", "quita la primera". */
export function removeFromCart(conversation: Conversation): Move {
  return withCart(conversation, (cart) => {
    const line = meantLine(conversation.text, cart);
    if (!line) return { say: notInCart(cart) };
    const quantity = fewer(conversation.text, line);
    const values = { productId: line.id, quantity };
    return afterRunning(
      conversation,
      { name: 'remove_product_from_cart', values, otherwise: FAILED },
      (run) => ({
        say: succeeded(run)
          ? removed(`${quantity ?? line.quantity}x ${line.name}`)
          : (messageOf(run) ?? FAILED),
      }),
    );
  });
}

/** A number counts among the lines as they stand; the only line needs no name at all. */
function meantLine(text: string, { lines }: ListedCart): ListedLine | undefined {
  const plain = plainWords(text);
  const named = byName(plain, lines);
  if (named) return named;
  const number = numberIn(plain, false);
  if (number !== null) return lines.at(number < 0 ? -1 : number - 1);
  return lines.length === 1 && /^(quita|saca|elimina|borra)\w*( (lo|la|eso|ese))?$/.test(plain)
    ? lines[0]
    : undefined;
}

/** How many to take away; undefined for all of them. */
function fewer(text: string, line: ListedLine): number | undefined {
  const said = plainWords(text).replace(/^\S+\s+(la|el|las|los)\b/, '');
  const quantity = numberIn(plainWords(text), false) === null ? readQuantity(said) : null;
  return quantity === null || quantity >= line.quantity ? undefined : quantity;
}
