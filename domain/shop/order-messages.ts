import { moneyText, type Money } from './money';

/** What a contact is told of an order, each once. */
export const ORDER_OCCASIONS = ['reminder', 'paid', 'expired', 'cancelled', 'refunded', 'returned'] as const;
export type OrderOccasion = (typeof ORDER_OCCASIONS)[number];

/** What the ledger knows the message of an occasion by. */
export function orderMessageKey(orderId: number, occasion: OrderOccasion): string {
  return `checkout:${orderId}:${occasion}`;
}

/** What it knows the template by that goes out instead, where the text may not. */
export function templateKeyOf(key: string): string {
  return `${key}:template`;
}

/** The part of an order that is told. */
export interface ToldOrder {
  number: number;
  items: readonly { name: string; quantity: number }[];
  total: Money;
  /** The order's page. */
  url: string;
}

/** What is said on an occasion, in Spanish. */
export function orderMessage(occasion: OrderOccasion, { number, items, total, url }: ToldOrder): string {
  const order = `pedido ${number}`;
  switch (occasion) {
    case 'reminder':
      return `Tu ${order} por ${moneyText(total)} te espera. Puedes pagarlo aquí: ${url}`;
    case 'paid':
      return [
        `¡Gracias! Recibimos el pago de tu ${order}.`,
        ...items.map(({ name, quantity }) => `• ${quantity} × ${name}`),
        `Total: ${moneyText(total)}`,
        url,
      ].join('\n');
    case 'expired':
      return `Tu ${order} venció sin pago y liberamos los productos. Cuando quieras, empezamos otro.`;
    case 'cancelled':
      return `Tu ${order} quedó cancelado. No se cobró nada.`;
    case 'refunded':
      return `Te devolvimos ${moneyText(total)} de tu ${order}.`;
    case 'returned':
      return `Recibimos un pago que ya no correspondía a tu ${order} y te lo devolvimos.`;
  }
}
