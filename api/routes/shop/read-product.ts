import type { ProductDetails } from '../../../db/repositories/products';
import { CURRENCIES, MAX_PRICE_MINOR, minorOf, type Currency, type Money } from '../../../domain/shop/money';
import type { ProductInput } from './products.schema';

export interface WrongPrice {
  kind: 'wrong-price';
  reason: string;
}

/** What a product becomes: what is given, and else what it was. */
export function readProduct(
  input: ProductInput,
  before: Omit<ProductDetails, 'price'> & { price: Money | null },
  currency: Currency,
): { kind: 'product'; details: ProductDetails } | WrongPrice {
  const price = readPrice(input, before.price, currency);
  if ('kind' in price) return price;
  const details = {
    sku: input.sku ?? before.sku,
    name: input.name ?? before.name,
    category: input.category ?? before.category,
    description: input.description ?? before.description,
    price,
    isOffer: input.is_offer ?? before.isOffer,
    stock: input.stock ?? before.stock,
  };
  return { kind: 'product', details };
}

/** A product before anything is known of it. */
export const NO_PRODUCT = {
  sku: '',
  name: '',
  category: '',
  description: '',
  price: null,
  isOffer: false,
  stock: 0,
};

function readPrice(input: ProductInput, before: Money | null, fallback: Currency): Money | WrongPrice {
  const { price, price_minor: minor } = input;
  const currency = input.currency ?? before?.currency ?? fallback;
  if (price !== undefined && minor !== undefined) return wrong('give price or price_minor, not both');
  if (minor !== undefined) return { minor, currency };
  if (price !== undefined) return readUnits(price, currency);
  if (before?.currency === currency) return before;
  return wrong('say what it costs: price in units of the currency, or price_minor');
}

function readUnits(price: number | string, currency: Currency): Money | WrongPrice {
  const minor = minorOf(price, currency);
  if (minor !== null && minor > 0 && minor <= MAX_PRICE_MINOR) return { minor, currency };
  return wrong(
    `not a price in ${currency}: write ${EXAMPLES[CURRENCIES[currency]]}, without thousands signs`,
  );
}

const EXAMPLES = { 0: '4500', 2: '4500 or 4500.50' } as const;

function wrong(reason: string): WrongPrice {
  return { kind: 'wrong-price', reason };
}
