import type { Currency, Money } from '../../domain/shop/money';

/** What a shop says of a product; the SKU is upper case. */
export interface ProductDetails {
  sku: string;
  name: string;
  category: string;
  description: string;
  price: Money;
  isOffer: boolean;
  /** How many can still be sold. */
  stock: number;
}

export interface Product extends ProductDetails {
  id: number;
  accountId: string;
  /** How many are held for orders that wait for their payment. */
  reserved: number;
  createdAt: Date;
  updatedAt: Date;
}

export interface RawProduct extends Omit<Product, 'price'> {
  priceMinor: number;
  currency: Currency;
}

export const PRODUCT_COLUMNS = `id, account_id AS "accountId", sku, name, category, description,
  price_minor::float8 AS "priceMinor", currency, is_offer AS "isOffer", stock, reserved, created_at AS "createdAt",
  updated_at AS "updatedAt"`;

/** A product from its row. */
export function toProduct({ priceMinor, currency, ...product }: RawProduct): Product {
  return { ...product, price: { minor: priceMinor, currency } };
}
