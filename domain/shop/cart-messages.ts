import { cartTotal, type CartChange, type CartLine } from './cart';
import { moneyText } from './money';

/** What became different since a cart was shown, in Spanish. */
export function cartChangeMessage(change: CartChange): string {
  const { name } = change;
  switch (change.kind) {
    case 'price':
      return `${name} ahora cuesta ${moneyText(change.to)} (antes ${moneyText(change.from)}).`;
    case 'stock':
      return change.available === 0
        ? `${name} se agotó.`
        : `De ${name} quedan ${change.available}, y en tu carrito hay ${change.wanted}.`;
    case 'gone':
      return `${name} ya no se vende.`;
  }
}

const NAMED = 3;

/** What a contact is reminded of, for a text and for the variables of a template. */
export interface CartReminder {
  /** In one line, such as `2 × Leche, 1 × Pan`. */
  goods: string;
  total: string;
}

/** Null for an empty cart, of which there is nothing to say. */
export function cartReminder(lines: readonly CartLine[]): CartReminder | null {
  const total = cartTotal(lines);
  if (!total) return null;
  const named = lines.slice(0, NAMED).map(({ name, quantity }) => `${quantity} × ${name}`);
  const others = lines.length - named.length;
  const goods = [...named, ...(others > 0 ? [`${others} más`] : [])].join(', ');
  return { goods, total: moneyText(total) };
}

export function cartReminderMessage({ goods, total }: CartReminder): string {
  return `Tu carrito te espera: ${goods}. Total: ${total}. Para seguir con la compra, responde «ver carrito».`;
}
