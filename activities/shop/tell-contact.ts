import type { Order } from '../../db/repositories/orders';
import type { ContactRoute } from '../../db/repositories/order-contacts';
import type { TemplateContent } from '../../domain/messaging/content';
import { orderMessage, orderMessageKey, type OrderOccasion } from '../../domain/shop/order-messages';
import { orderPageUrl } from '../../domain/shop/order-page';
import { later } from '../later';
import type { CheckoutDeps, OrderRef } from './checkout-deps';
import { orderOf } from './order-payments';
import { tell } from './tell';

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
  const told = await tell(deps, {
    ...{ accountId: ref.accountId, contactId: order.contactId },
    key: orderMessageKey(ref.orderId, occasion),
    text: orderMessage(occasion, toldOf(order, deps.publicBaseUrl)),
    templateFor: (route) => (occasion === 'reminder' ? reminderTemplate(deps, order, route) : null),
  });
  if (told.kind === 'later') throw later(told.why, told.at - (await deps.clock()));
  return told.kind === 'settled' ? told.state : 'no address';
}

/** The bot's own, or the platform's. */
function reminderTemplate(
  deps: CheckoutDeps,
  order: Order,
  { orderTemplate }: ContactRoute,
): TemplateContent | null {
  const template = orderTemplate ?? deps.reminderTemplate;
  const { number, url } = toldOf(order, deps.publicBaseUrl);
  return template === null ? null : { kind: 'template', template, variables: { 1: String(number), 2: url } };
}

function toldOf({ id, items, total, token }: Order, publicBaseUrl: string) {
  return { number: id, items, total, url: orderPageUrl(publicBaseUrl, token) };
}
