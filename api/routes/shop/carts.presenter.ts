import type { CartSummary } from '../../../db/repositories/carts';
import type { ListedCart } from '../../../db/repositories/shop-lists';
import { lineTotal, type CartChange, type CartLine } from '../../../domain/shop/cart';
import { moneyText, unitsOf } from '../../../domain/shop/money';

export function presentLine(line: CartLine) {
  const total = lineTotal(line);
  return {
    product_id: line.productId,
    name: line.name,
    quantity: line.quantity,
    unit_price: unitsOf(line.unitPrice),
    unit_price_minor: line.unitPrice.minor,
    line_total: unitsOf(total),
    line_total_minor: total.minor,
  };
}

export function presentCart({ cart, changes }: CartSummary) {
  return {
    cart_id: cart.id,
    user_id: cart.userId,
    status: cart.status,
    items: cart.lines.map(presentLine),
    total: cart.total ? unitsOf(cart.total) : 0,
    total_minor: cart.total?.minor ?? 0,
    currency: cart.total?.currency ?? null,
    cart_hash: cart.hash,
    changes: changes.map(presentChange),
  };
}

export function presentListedCart({ id, buyer, status, lines, total, remindedAt, updatedAt }: ListedCart) {
  return {
    id,
    buyer,
    status,
    items: lines.map(presentLine),
    total_minor: total?.minor ?? 0,
    currency: total?.currency ?? null,
    reminded_at: remindedAt?.toISOString() ?? null,
    updated_at: updatedAt.toISOString(),
  };
}

function presentChange(change: CartChange) {
  const { productId, name } = change;
  const which = { product_id: productId, name };
  switch (change.kind) {
    case 'price':
      return { ...which, kind: change.kind, from: unitsOf(change.from), to: unitsOf(change.to) };
    case 'stock':
      return { ...which, kind: change.kind, wanted: change.wanted, available: change.available };
    case 'gone':
      return { ...which, kind: change.kind };
  }
}

/** A change as somebody who cannot buy because of it reads it. */
export function changeWords(change: CartChange): string {
  switch (change.kind) {
    case 'price':
      return `${change.name} costs ${moneyText(change.to)} now, not ${moneyText(change.from)}`;
    case 'stock':
      return `there are ${change.available} of ${change.name}, and the cart has ${change.wanted}`;
    case 'gone':
      return `${change.name} is no longer sold`;
  }
}
