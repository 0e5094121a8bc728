import type { CartSummary } from '../../../db/repositories/carts';
import type { Product } from '../../../db/repositories/products';
import { lineTotal, type CartLine } from '../../../domain/shop/cart';
import { cartChangeMessage } from '../../../domain/shop/cart-messages';
import { moneyText, unitsOf } from '../../../domain/shop/money';

const MAX_NAME = 120;
const MAX_DESCRIPTION = 200;

/** What somebody wrote, as data for a model: one line, no longer than it needs, and no address to lead people to. */
export function asData(written: string, longest: number): string {
  const line = written
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\b(?:https?:\/\/|www\.)\S+/gi, '')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1).trimEnd()}…`;
}

export function productOutput({ id, name, category, description, price, isOffer, stock }: Product) {
  return {
    product_id: id,
    name: asData(name, MAX_NAME),
    category: asData(category, MAX_NAME),
    description: asData(description, MAX_DESCRIPTION),
    price: unitsOf(price),
    price_text: moneyText(price),
    currency: price.currency,
    is_offer: isOffer,
    stock,
  };
}

/** A cart, with what has to be said of it. */
export function cartOutput({ cart: { lines, total }, changes }: CartSummary) {
  return {
    items: lines.map(lineOutput),
    total: total ? unitsOf(total) : 0,
    total_text: total ? moneyText(total) : null,
    currency: total?.currency ?? null,
    ...(changes.length > 0 && {
      message: changes.map((change) => asData(cartChangeMessage(change), MAX_DESCRIPTION)).join(' '),
    }),
  };
}

function lineOutput(line: CartLine) {
  const total = lineTotal(line);
  return {
    product_id: line.productId,
    name: asData(line.name, MAX_NAME),
    quantity: line.quantity,
    unit_price: unitsOf(line.unitPrice),
    unit_price_text: moneyText(line.unitPrice),
    line_total: unitsOf(total),
    line_total_text: moneyText(total),
  };
}
