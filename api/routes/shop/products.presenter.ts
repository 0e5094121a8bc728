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
