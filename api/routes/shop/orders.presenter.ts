import type { Order } from '../../../db/repositories/orders';
import { unitsOf } from '../../../domain/shop/money';
import { orderPageUrl } from '../../../domain/shop/order-page';
import { presentLine } from './carts.presenter';

export function presentOrder(order: Order, publicBaseUrl: string) {
  const { id, userId, cartId, total, paymentStatus, email, token } = order;
  return {
    id,
    user_id: userId,
    cart_id: cartId,
    items: order.items.map((item) => ({ ...presentLine(item), sku: item.sku })),
    total: unitsOf(total),
    total_minor: total.minor,
    currency: total.currency,
    payment_status: paymentStatus,
    status_reason: order.statusReason,
    email,
    payment_url: orderPageUrl(publicBaseUrl, token),
    created_at: order.createdAt.toISOString(),
    expires_at: order.expiresAt.toISOString(),
    paid_at: order.paidAt?.toISOString() ?? null,
  };
}
