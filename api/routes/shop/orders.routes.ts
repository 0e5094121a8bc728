import type { ApiDeps } from '../../api-deps';
import { readPage } from '../../paging';
import { notFound } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { checkOut } from './check-out';
import { endOrder, type OrderEnding } from './end-order';
import { presentOrder } from './orders.presenter';
import {
  allOrdersQuery,
  checkoutBody,
  endOrderBody,
  listedOrderPage,
  orderListQuery,
  orderPage,
  orderView,
  timelineView,
} from './orders.schema';
import { shopParams } from './shop-fields';

/** What was bought, and what is waiting to be paid. */
export const orderRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/shop/orders/checkout',
    operationId: 'checkOut',
    summary: 'Turns the cart into an order that waits for its payment, and holds the goods for it',
    tag: 'Shop',
    access: 'orders:write',
    headers: {
      'idempotency-key': {
        required: false,
        description: '1 to 100 letters, digits, or any of _ : . - The same key gives the same order',
      },
    },
    body: json(checkoutBody),
    refusals: ['not_found', 'conflict', 'idempotency_key_reused'],
    response: { status: 201, description: 'The order, and where it is paid', schema: orderView },
    handler: async ({ accountId, body, header }, deps) => {
      const placed = await checkOut({ accountId, idempotencyKey: header('idempotency-key'), body }, deps);
      return placed.kind === 'placed' ? reply(presentOrder(placed.order, deps.publicBaseUrl)) : placed;
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/shop/orders',
    operationId: 'listOrders',
    summary: 'The orders of everybody, newest first',
    tag: 'Shop',
    access: 'orders:read',
    query: allOrdersQuery,
    response: { status: 200, description: 'A page', schema: listedOrderPage },
    handler: async ({ accountId, query: { limit, cursor, status } }, { shopLists, publicBaseUrl }) => {
      const of = { accountId, before: cursor ?? null, status: status ?? null };
      return reply(
        await readPage({
          limit,
          read: (count) => shopLists.orders({ ...of, limit: count }),
          cursorOf: (order) => String(order.id),
          present: (order) => ({ ...presentOrder(order, publicBaseUrl), buyer: order.buyer }),
        }),
      );
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/shop/orders/by_user',
    operationId: 'listOrdersOfUser',
    summary: 'The orders of a user, newest first',
    tag: 'Shop',
    access: 'orders:read',
    query: orderListQuery,
    refusals: ['not_found'],
    response: { status: 200, description: 'A page', schema: orderPage },
    handler: async ({ accountId, query }, { orders, shopUsers, publicBaseUrl }) => {
      const { user_id: userId, limit, cursor } = query;
      if (!(await shopUsers.get(accountId, userId))) return notFound('user');
      return reply(
        await readPage({
          limit,
          read: (count) => orders.ofUser({ accountId, userId, limit: count, before: cursor ?? null }),
          cursorOf: (order) => String(order.id),
          present: (order) => presentOrder(order, publicBaseUrl),
        }),
      );
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/shop/orders/{id}',
    operationId: 'getOrder',
    summary: 'One order',
    tag: 'Shop',
    access: 'orders:read',
    params: shopParams,
    response: { status: 200, description: 'The order', schema: orderView },
    handler: async ({ accountId, params }, { orders, publicBaseUrl }) => {
      const order = await orders.get(accountId, params.id);
      return order ? reply(presentOrder(order, publicBaseUrl)) : notFound('order');
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/shop/orders/{id}/timeline',
    operationId: 'getOrderTimeline',
    summary: 'What happened to an order: its placing, its money, what its buyer was told, its end',
    tag: 'Shop',
    access: 'orders:read',
    params: shopParams,
    response: { status: 200, description: 'The oldest first', schema: timelineView },
    handler: async ({ accountId, params }, { orderTimeline }) => {
      const moments = await orderTimeline.of(accountId, params.id);
      if (moments.length === 0) return notFound('order');
      return reply({ items: moments.map(({ at, ...moment }) => ({ at: at.toISOString(), ...moment })) });
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/shop/orders/{id}/cancel',
    operationId: 'cancelOrder',
    summary: 'Cancels an order that is not paid, and gives up what it held; again, it changes nothing',
    tag: 'Shop',
    access: 'orders:write',
    params: shopParams,
    body: json(endOrderBody),
    refusals: ['conflict', 'unavailable'],
    response: { status: 200, description: 'The order', schema: orderView },
    handler: ({ accountId, params: { id: orderId }, body }, deps) => {
      const reason = body.reason ?? 'cancelled by the shop';
      return answerEnding({ how: 'cancel', accountId, orderId, reason }, deps);
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/shop/orders/{id}/refund',
    operationId: 'refundOrder',
    summary:
      'Gives the money of a paid order back, once, and takes the goods back; again, it changes nothing',
    tag: 'Shop',
    access: 'orders:refund',
    params: shopParams,
    body: json(endOrderBody),
    refusals: ['conflict', 'unavailable'],
    response: { status: 200, description: 'The order', schema: orderView },
    handler: ({ accountId, params: { id: orderId }, body }, deps) => {
      const reason = body.reason ?? 'refunded by the shop';
      return answerEnding({ how: 'refund', accountId, orderId, reason }, deps);
    },
  }),
];

async function answerEnding(ending: OrderEnding, deps: ApiDeps) {
  const answer = await endOrder(ending, deps);
  return answer.kind === 'ended' ? reply(presentOrder(answer.order, deps.publicBaseUrl)) : answer;
}
