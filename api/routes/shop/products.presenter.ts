import type { Product } from '../../../db/repositories/products';
import { unitsOf } from '../../../domain/shop/money';

export function presentProduct(product: Product) {
  const { id, sku, name, category, description, price, stock, reserved } = product;
  return {
    id,
    sku,
    name,
    category,
    description,
    price: unitsOf(price),
    price_minor: price.minor,
    currency: price.currency,
    is_offer: product.isOffer,
    stock,
    reserved,
    updated_at: product.updatedAt.toISOString(),
  };
}

/** For the audit log: what it costs, and how many there are. */
export function auditedProduct({ sku, price, isOffer, stock }: Product) {
  return { sku, price_minor: price.minor, currency: price.currency, is_offer: isOffer, stock };
}
