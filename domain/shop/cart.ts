import { sumOf, times, type Currency, type Money } from './money';

export const MAX_QUANTITY = 999;
export const MAX_LINES = 100;

/** Being filled, turned into an order, or left alone for too long. */
export const CART_STATUSES = ['active', 'converted', 'abandoned'] as const;
export type CartStatus = (typeof CART_STATUSES)[number];

/** So many of one product, at the price that was shown when it was put into the cart. */
export interface CartLine {
  productId: number;
  name: string;
  quantity: number;
  unitPrice: Money;
}

/** A product as the catalogue has it now. */
export interface CatalogueProduct {
  id: number;
  name: string;
  price: Money;
  /** How many can still be sold. */
  stock: number;
}

export type CartRefusal =
  | { kind: 'wrong-quantity' }
  /** So many there are, and so many the cart holds already. */
  | { kind: 'out-of-stock'; available: number; inCart: number }
  | { kind: 'other-currency'; cart: Currency; product: Currency }
  | { kind: 'cart-full' };

export type CartDecision = { kind: 'lines'; lines: CartLine[] } | CartRefusal;

/** Whether this many of one product may be in a cart. */
function isQuantity(quantity: number): boolean {
  return Number.isInteger(quantity) && quantity >= 1 && quantity <= MAX_QUANTITY;
}

/** Puts more of a product into a cart: one line a product, all of it at the present price. */
export function addToCart(
  lines: readonly CartLine[],
  product: CatalogueProduct,
  quantity: number,
): CartDecision {
  const known = lines.find(({ productId }) => productId === product.id);
  const inCart = known?.quantity ?? 0;
  const line = {
    productId: product.id,
    name: product.name,
    quantity: inCart + quantity,
    unitPrice: product.price,
  };
  const refusal = refusalOf(lines, product, { quantity, inCart });
  if (refusal) return refusal;
  if (!known) return { kind: 'lines', lines: [...lines, line] };
  return { kind: 'lines', lines: lines.map((other) => (other === known ? line : other)) };
}

function refusalOf(
  lines: readonly CartLine[],
  { price, stock }: CatalogueProduct,
  { quantity, inCart }: { quantity: number; inCart: number },
): CartRefusal | null {
  if (!isQuantity(quantity) || !isQuantity(inCart + quantity)) return { kind: 'wrong-quantity' };
  const stranger = lines.find(({ unitPrice }) => unitPrice.currency !== price.currency);
  if (stranger) return { kind: 'other-currency', cart: stranger.unitPrice.currency, product: price.currency };
  if (inCart === 0 && lines.length >= MAX_LINES) return { kind: 'cart-full' };
  if (inCart + quantity > stock) return { kind: 'out-of-stock', available: stock, inCart };
  return null;
}

/** Takes some of a product out, or all of it; null when the cart has none. */
export function removeFromCart(
  lines: readonly CartLine[],
  productId: number,
  quantity?: number,
): CartLine[] | null {
  const known = lines.find((line) => line.productId === productId);
  if (!known) return null;
  const left = quantity === undefined ? 0 : known.quantity - quantity;
  if (left <= 0) return lines.filter((line) => line !== known);
  return lines.map((line) => (line === known ? { ...line, quantity: left } : line));
}

/** What one line costs. */
export function lineTotal({ unitPrice, quantity }: CartLine): Money {
  return times(unitPrice, quantity);
}

/** The total of lines of one currency; null for an empty cart, which has none. */
export function cartTotal(lines: readonly CartLine[]): Money | null {
  const [first] = lines;
  return first ? sumOf(lines.map(lineTotal), first.unitPrice.currency) : null;
}

/**
 * Everything that a contact says yes to, as one text: two carts have the same only if they hold the same at the
 * same prices. Its hash is what a confirmation is bound to.
 */
export function cartStatement(cartId: number, lines: readonly CartLine[]): string {
  const said = lines
    .toSorted((a, b) => a.productId - b.productId)
    .map(({ productId, quantity, unitPrice }) => [productId, quantity, unitPrice.minor, unitPrice.currency]);
  return JSON.stringify([cartId, said]);
}

/** What became different in the catalogue since a line was shown. */
export type CartChange = { productId: number; name: string } & (
  | { kind: 'price'; from: Money; to: Money }
  | { kind: 'stock'; wanted: number; available: number }
  | { kind: 'gone' }
);

/** What has to be said, and asked again, before this cart can be bought. */
export function changesOf(
  lines: readonly CartLine[],
  catalogue: ReadonlyMap<number, CatalogueProduct>,
): CartChange[] {
  return lines.flatMap((line) => changesOfLine(line, catalogue.get(line.productId)));
}

function changesOfLine(line: CartLine, product: CatalogueProduct | undefined): CartChange[] {
  const { productId, name, quantity, unitPrice } = line;
  const which = { productId, name };
  if (product?.price.currency !== unitPrice.currency) return [{ ...which, kind: 'gone' }];
  const changes: CartChange[] = [];
  if (product.price.minor !== unitPrice.minor) {
    changes.push({ ...which, kind: 'price', from: unitPrice, to: product.price });
  }
  if (product.stock < quantity) {
    changes.push({ ...which, kind: 'stock', wanted: quantity, available: product.stock });
  }
  return changes;
}

/** The lines at today's prices, without what is no longer sold; quantities stay what the contact asked for. */
export function repriced(
  lines: readonly CartLine[],
  catalogue: ReadonlyMap<number, CatalogueProduct>,
): CartLine[] {
  return lines.flatMap((line) => {
    const product = catalogue.get(line.productId);
    if (product?.price.currency !== line.unitPrice.currency) return [];
    return [{ ...line, unitPrice: product.price }];
  });
}
