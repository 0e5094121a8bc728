import type { CartChange } from './cart';
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
