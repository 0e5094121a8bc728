import type { Order } from '../../../db/repositories/orders';
import { lineTotal } from '../../../domain/shop/cart';
import { moneyText } from '../../../domain/shop/money';
import type { PaymentStatus } from '../../../domain/shop/order';
import { checkoutDocument, escapeHtml } from './checkout-dress';

/** How the order of a page can be paid. */
export type PayBy =
  | { kind: 'link'; url: string }
  /** Money came in, and the order is about to be marked as paid. */
  | { kind: 'confirming' }
  /** The built-in page: a button, and nobody pays anything. */
  | { kind: 'test'; action: string }
  /** The provider has given no address yet. */
  | { kind: 'soon' };

const STATUS: Record<PaymentStatus, { title: string; text: string }> = {
  pending: {
    title: 'Pendiente de pago',
    text: 'Reservamos tus productos hasta que pagues o venza el pedido.',
  },
  paid: { title: 'Pagado', text: '¡Gracias! Recibimos tu pago.' },
  expired: { title: 'Vencido', text: 'El pedido venció sin pago y liberamos los productos.' },
  cancelled: { title: 'Cancelado', text: 'El pedido fue cancelado y no se cobró nada.' },
  refunded: { title: 'Devuelto', text: 'Te devolvimos el dinero de este pedido.' },
};

/** Whose shop it is. */
export interface Shop {
  name: string;
  /** IANA zone, in which people are told times. */
  timezone: string;
}

/** An order as the person who has its link sees it: no script, and everything that was written by people escaped. */
export function checkoutPage(order: Order, payBy: PayBy, shop: Shop): string {
  const { title, text } = STATUS[order.paymentStatus];
  return checkoutDocument({
    title: `Pedido ${order.id} · ${title}`,
    shop: shop.name,
    body: `<h1>Pedido ${order.id}</h1>
    <p class="status ${order.paymentStatus}" role="status"><span><strong>${title}</strong>${text}</span></p>
    <table>
      <thead><tr><th scope="col">Producto</th><th scope="col">Valor</th></tr></thead>
      <tbody>${order.items.map(row).join('')}</tbody>
      <tfoot><tr><th scope="row">Total</th><th>${escapeHtml(moneyText(order.total))}</th></tr></tfoot>
    </table>
    ${order.paymentStatus === 'pending' ? payment(order, payBy, shop) : ''}`,
  });
}

/** What somebody sees whose link is none. */
export function noSuchOrderPage(): string {
  return checkoutDocument({
    title: 'Pedido no encontrado',
    shop: 'Hilo',
    body: '<h1>No encontramos este pedido</h1><p class="muted">Revisa que el enlace esté completo.</p>',
  });
}

function row({ name, quantity, unitPrice, productId }: Order['items'][number]): string {
  const total = moneyText(lineTotal({ name, quantity, unitPrice, productId }));
  const price = quantity === 1 ? '' : `<br><small>${quantity} × ${escapeHtml(moneyText(unitPrice))}</small>`;
  return `<tr><td>${escapeHtml(name)}${price}</td><td>${escapeHtml(total)}</td></tr>`;
}

function payment(order: Order, payBy: PayBy, { timezone }: Shop): string {
  const until = `<p class="muted">Puedes pagarlo hasta el ${escapeHtml(localTime(order.expiresAt, timezone))}.</p>`;
  const amount = escapeHtml(moneyText(order.total));
  const again = '<a class="pay" href="">Cargar de nuevo</a>';
  switch (payBy.kind) {
    case 'link':
      return `<a class="pay" rel="noreferrer" href="${escapeHtml(payBy.url)}">Pagar ${amount}</a>${until}`;
    case 'test':
      return `<form method="post" action="${escapeHtml(payBy.action)}">
      <p class="test"><strong>Pago de prueba.</strong> Nadie paga nada con este botón.</p>
      <button class="pay" type="submit">Pagar ${amount} (prueba)</button></form>${until}`;
    case 'soon':
      return `<p>Estamos preparando el pago. Vuelve a cargar esta página en un momento.</p>${again}${until}`;
    case 'confirming':
      return `<p>Recibimos tu pago y lo estamos confirmando. No pagues de nuevo.</p>${again}`;
  }
}

/** As people of the place say it: `lunes, 23 de noviembre, 4:12 p. m. (hora de Bogota)`. */
function localTime(at: Date, timeZone: string): string {
  const parts = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  } as const;
  const time = new Intl.DateTimeFormat('es-CO', { ...parts, timeZone }).format(at);
  const place = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
  return `${time} (hora de ${place})`;
}
