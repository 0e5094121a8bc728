import type { Order } from '../../db/repositories/orders';
import type { MessageContent } from '../../domain/messaging/content';
import { orderMessage, type OrderOccasion } from '../../domain/shop/order-messages';
import { orderPageUrl } from '../../domain/shop/order-page';
import { later } from '../later';
import type { CheckoutDeps, OrderRef } from './checkout-deps';
import { orderOf } from './order-payments';

/**
 * Tells the contact of an order what happened to it, once for each occasion. A buyer that no channel knows is told
 * by the order's page alone. Throws a retryable failure while the message is still to go out.
 */
export async function tellContact(
  deps: CheckoutDeps,
  ref: OrderRef,
  occasion: OrderOccasion,
): Promise<string> {
  const order = await orderOf(deps, ref);
  if (order.contactId === null) return 'nobody to tell';
  const route = await deps.contacts.routeOf(ref.accountId, order.contactId);
  if (!route) return 'no address';
  const { send } = await deps.ledger.reserve({
    ...{ accountId: ref.accountId, contactId: order.contactId, ...route },
    idempotencyKey: `checkout:${ref.orderId}:${occasion}`,
    content: { kind: 'text', text: orderMessage(occasion, told(order, deps.publicBaseUrl)) },
  });
  const result = await deps.dispatcher.dispatch(send);
  if (result.kind === 'later') throw later(result.why, result.at - (await deps.clock()));
  const isOutside = result.send.state === 'suppressed' && result.send.resultCode === 'outside-window';
  if (!isOutside || occasion !== 'reminder' || deps.reminderTemplate === null) return result.send.state;
  return remindByTemplate(deps, { ref, order, template: deps.reminderTemplate });
}

/** Outside the 24-hour window only a template goes out; it is a send of its own. */
async function remindByTemplate(
  deps: CheckoutDeps,
  { ref, order, template }: { ref: OrderRef; order: Order; template: string },
): Promise<string> {
  const route = order.contactId === null ? null : await deps.contacts.routeOf(ref.accountId, order.contactId);
  if (order.contactId === null || !route) return 'no address';
  const { number, url } = told(order, deps.publicBaseUrl);
  const content: MessageContent = { kind: 'template', template, variables: { 1: String(number), 2: url } };
  const { send } = await deps.ledger.reserve({
    ...{ accountId: ref.accountId, contactId: order.contactId, ...route, content },
    idempotencyKey: `checkout:${ref.orderId}:reminder:template`,
  });
  const result = await deps.dispatcher.dispatch(send);
  if (result.kind === 'later') throw later(result.why, result.at - (await deps.clock()));
  return result.send.state;
}

function told({ id, items, total, token }: Order, publicBaseUrl: string) {
  return { number: id, items, total, url: orderPageUrl(publicBaseUrl, token) };
}
