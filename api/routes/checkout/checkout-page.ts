import type { Order } from '../../../db/repositories/orders';
import { lineTotal } from '../../../domain/shop/cart';
import { moneyText } from '../../../domain/shop/money';
import type { PaymentStatus } from '../../../domain/shop/order';

/** How the order of a page can be paid. */
export type PayBy =
  | { kind: 'link'; url: string }
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

const STYLE = `
  :root { color-scheme: light dark; }
  body { font: 1.05rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 34rem; padding: 1rem; }
  table { border-collapse: collapse; width: 100%; }
  td, th { border-bottom: 1px solid #8884; padding: .5rem 0; text-align: left; vertical-align: top; }
  td:last-child, th:last-child { text-align: right; white-space: nowrap; }
  .pay { background: #0a7d4f; border: 0; border-radius: .5rem; box-sizing: border-box; color: #fff; cursor: pointer;
    display: block; font: inherit; font-weight: 600; padding: .9rem; text-align: center; text-decoration: none;
    width: 100%; }
  .status { border-left: .3rem solid #0a7d4f; padding-left: .8rem; }
  .test { border: 2px dashed #b8860b; border-radius: .5rem; padding: .6rem .8rem; }
`;

/** An order as the person who has its link sees it: no script, and everything that was written by people escaped. */
export function checkoutPage(order: Order, payBy: PayBy): string {
  const { title, text } = STATUS[order.paymentStatus];
  return document(
    `Pedido ${order.id} · ${title}`,
    `<h1>Pedido ${order.id}</h1>
    <p class="status" role="status"><strong>${title}</strong><br>${text}</p>
    <table>
      <thead><tr><th scope="col">Producto</th><th scope="col">Total</th></tr></thead>
      <tbody>${order.items.map(row).join('')}</tbody>
      <tfoot><tr><th scope="row">Total</th><th>${escapeHtml(moneyText(order.total))}</th></tr></tfoot>
    </table>
    ${order.paymentStatus === 'pending' ? payment(order, payBy) : ''}`,
  );
}

/** What somebody sees whose link is none. */
export function noSuchOrderPage(): string {
  return document(
    'Pedido no encontrado',
    '<h1>No encontramos este pedido</h1><p>Revisa que el enlace esté completo.</p>',
  );
}

function row({ name, quantity, unitPrice, productId }: Order['items'][number]): string {
  const total = moneyText(lineTotal({ name, quantity, unitPrice, productId }));
  const price = quantity === 1 ? '' : `<br><small>${quantity} × ${escapeHtml(moneyText(unitPrice))}</small>`;
  return `<tr><td>${escapeHtml(name)}${price}</td><td>${escapeHtml(total)}</td></tr>`;
}

function payment(order: Order, payBy: PayBy): string {
  const until = `<p><small>Vence el ${order.expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC.</small></p>`;
  const amount = escapeHtml(moneyText(order.total));
  switch (payBy.kind) {
    case 'link':
      return `<p><a class="pay" rel="noreferrer" href="${escapeHtml(payBy.url)}">Pagar ${amount}</a></p>${until}`;
    case 'test':
      return `<form method="post" action="${escapeHtml(payBy.action)}">
      <p class="test"><strong>Pago de prueba.</strong> Nadie paga nada con este botón.</p>
      <button class="pay" type="submit">Pagar ${amount} (prueba)</button></form>${until}`;
    case 'soon':
      return `<p>Estamos preparando el pago. Vuelve a cargar esta página en un momento.</p>${until}`;
  }
}

function document(title: string, body: string): string {
  return `<!doctype html>
<html lang="es">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${escapeHtml(title)}</title>
    <style>${STYLE}</style>
  </head>
  <body>
    ${body}
  </body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
