import type { Order } from '../../../db/repositories/orders';
import type { Language } from '../../../domain/messaging/opt-out-words';
import { lineTotal } from '../../../domain/shop/cart';
import { moneyText } from '../../../domain/shop/money';
import { checkoutDocument, escapeHtml } from './checkout-dress';
import { CHECKOUT_WORDS } from './checkout-words';

/** How the order of a page can be paid. */
export type PayBy =
  | { kind: 'link'; url: string }
  /** Money came in, and the order is about to be marked as paid. */
  | { kind: 'confirming' }
  /** The built-in page: a button, and nobody pays anything. */
  | { kind: 'test'; action: string }
  /** The provider has given no address yet. */
  | { kind: 'soon' };

/** Whose shop it is. */
export interface Shop {
  name: string;
  /** IANA zone, in which people are told times. */
  timezone: string;
  /** What the page is written in. */
  language: Language;
}

/** People write dates so; `es-CO` and `en-GB` are what the console speaks too. */
const LOCALES: Readonly<Record<Language, string>> = { es: 'es-CO', en: 'en-GB' };

/** An order as the person who has its link sees it: no script, and everything that was written by people escaped. */
export function checkoutPage(order: Order, payBy: PayBy, shop: Shop): string {
  const { language } = shop;
  const t = CHECKOUT_WORDS[language];
  const { title, text } = t.states[order.paymentStatus];
  const heading = t.order(order.id);
  return checkoutDocument({
    ...{ title: `${heading} · ${title}`, shop: shop.name, language },
    body: `<h1>${heading}</h1>
    <p class="status ${order.paymentStatus}" role="status"><span><strong>${title}</strong>${text}</span></p>
    <table>
      <thead><tr><th scope="col">${t.product}</th><th scope="col">${t.value}</th></tr></thead>
      <tbody>${order.items.map((item) => row(item, language)).join('')}</tbody>
      <tfoot><tr><th scope="row">${t.total}</th><td>${escapeHtml(moneyText(order.total, language))}</td></tr></tfoot>
    </table>
    ${order.paymentStatus === 'pending' ? payment(order, payBy, shop) : ''}`,
  });
}

/** What somebody sees whose link is none. */
export function noSuchOrderPage(language: Language): string {
  const t = CHECKOUT_WORDS[language];
  return checkoutDocument({
    ...{ title: t.notFoundTitle, shop: 'Hilo', language },
    body: `<h1>${t.notFound}</h1><p class="muted">${t.notFoundHint}</p>`,
  });
}

function row({ name, quantity, unitPrice, productId }: Order['items'][number], language: Language): string {
  const total = moneyText(lineTotal({ name, quantity, unitPrice, productId }), language);
  const each = `${quantity} × ${moneyText(unitPrice, language)}`;
  const price = quantity === 1 ? '' : `<br><small>${escapeHtml(each)}</small>`;
  return `<tr><td>${escapeHtml(name)}${price}</td><td>${escapeHtml(total)}</td></tr>`;
}

function payment(order: Order, payBy: PayBy, { timezone, language }: Shop): string {
  const t = CHECKOUT_WORDS[language];
  const when = escapeHtml(localTime(order.expiresAt, timezone, language));
  const until = `<p class="muted">${t.until(when)}</p>`;
  const amount = escapeHtml(moneyText(order.total, language));
  const again = `<a class="pay" href="">${t.again}</a>`;
  switch (payBy.kind) {
    case 'link':
      return `<a class="pay" rel="noreferrer" href="${escapeHtml(payBy.url)}">${t.pay(amount)}</a>${until}`;
    case 'test':
      return `<form method="post" action="${escapeHtml(payBy.action)}">
      <p class="test"><strong>${t.test}</strong> ${t.testHint}</p>
      <button class="pay" type="submit">${t.payTest(amount)}</button></form>${until}`;
    case 'soon':
      return `<p>${t.soon}</p>${again}${until}`;
    case 'confirming':
      return `<p>${t.confirming}</p>${again}`;
  }
}

/** As people of the place say it: `lunes, 23 de noviembre, 4:12 p. m. (hora estándar de Colombia)`. */
function localTime(at: Date, timeZone: string, language: Language): string {
  const parts = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  } as const;
  const locale = LOCALES[language];
  const time = new Intl.DateTimeFormat(locale, { ...parts, timeZone }).format(at);
  const zone = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName');
  return `${time} (${zone?.value ?? timeZone})`;
}
