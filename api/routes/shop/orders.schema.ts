import { z } from 'zod';
import { SEND_STATES } from '../../../domain/messaging/send';
import { ORDER_MOMENTS, PAYMENT_STATUSES } from '../../../domain/shop/order';
import { pageOf } from '../../paging';
import { lineFields } from './carts.schema';
import {
  buyerView,
  currency,
  minorUnits,
  ofUserQuery,
  shopEmail,
  shopId,
  shopPageFields,
  units,
} from './shop-fields';

export const checkoutBody = z.strictObject({
  user_id: shopId,
  email: shopEmail.optional().meta({ description: "Where the receipt goes; by default the user's email" }),
  cart_hash: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'the cart_hash of a cart')
    .optional()
    .meta({ description: 'Of the cart that was agreed to; another one is refused' }),
});

export const endOrderBody = z
  .strictObject({ reason: z.string().trim().min(1).max(200).optional() })
  .default({});

export const allOrdersQuery = z.strictObject({
  ...shopPageFields,
  status: z.enum(PAYMENT_STATUSES).optional(),
});

export const orderListQuery = z.strictObject({ ...ofUserQuery, ...shopPageFields });

export const orderView = z
  .strictObject({
    id: shopId.meta({ description: 'The number of the order; it opens nothing by itself' }),
    user_id: shopId,
    cart_id: shopId,
    items: z.array(z.strictObject({ ...lineFields, sku: z.string() })),
    total: units,
    total_minor: minorUnits,
    currency,
    payment_status: z.enum(PAYMENT_STATUSES),
    status_reason: z.string().nullable(),
    email: z.string().nullable(),
    payment_url: z.url().meta({ description: 'Where it is paid and seen; whoever has the address can' }),
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime().meta({ description: 'Until when it waits for its payment' }),
    paid_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Order' });

export const orderPage = pageOf(orderView);

export const listedOrderPage = pageOf(orderView.extend({ buyer: buyerView }).meta({ id: 'ListedOrder' }));

export const timelineView = z
  .strictObject({
    items: z.array(
      z.strictObject({
        at: z.iso.datetime(),
        kind: z.enum(ORDER_MOMENTS),
        what: z
          .string()
          .nullable()
          .meta({ description: 'The provider, why it ended, or of what the buyer was told' }),
        state: z.enum(SEND_STATES).nullable().meta({ description: 'Of the message, where one was sent' }),
      }),
    ),
  })
  .meta({ id: 'OrderTimeline' });
