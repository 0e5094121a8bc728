import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';

export type Product = View<'Product'>;
export type Order = View<'ListedOrder'>;
export type Cart = View<'ListedCart'>;
export type OrderMoment = View<'OrderTimeline'>['items'][number];

const PAGE = 25;
/** What no live event tells of. */
const LOOK_AGAIN_MS = 15_000;

/** What is told to contacts, and what they write, is told live: so it goes with orders and carts. */
const live = { live: ['message', 'send'] } as const;

export interface WantedProducts {
  /** As people write it. */
  search: string;
  offersFirst: boolean;
}

/** The catalogue as the agent finds it. */
export function useProducts({ search, offersFirst }: WantedProducts) {
  return useInfiniteQuery({
    queryKey: ['shop', 'products', search, offersFirst],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: PAGE,
        page: pageParam,
        ...(search !== '' && { q: search }),
        ...(offersFirst && { offers_first: 'true' as const }),
      };
      return take(api.GET('/api/shop/products', { params: { query } }));
    },
    initialPageParam: 1,
    getNextPageParam: ({ nextPage }) => nextPage,
    placeholderData: keepPreviousData,
  });
}

export function useOrders(status: Order['payment_status'] | null) {
  return useInfiniteQuery({
    queryKey: ['shop', 'orders', status],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: PAGE,
        ...(status !== null && { status }),
        ...(pageParam !== null && { cursor: pageParam }),
      };
      return take(api.GET('/api/shop/orders', { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    meta: live,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function useCarts(status: Cart['status'] | null) {
  return useInfiniteQuery({
    queryKey: ['shop', 'carts', status],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: PAGE,
        ...(status !== null && { status }),
        ...(pageParam !== null && { cursor: pageParam }),
      };
      return take(api.GET('/api/shop/carts', { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    meta: live,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function useOrder(id: string) {
  return useQuery({
    queryKey: ['shop', 'order', id],
    queryFn: () => take(api.GET('/api/shop/orders/{id}', { params: { path: { id } } })),
    meta: live,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** What happened to an order, the oldest first. */
export function useOrderTimeline(id: string) {
  return useQuery({
    queryKey: ['shop', 'order', id, 'timeline'],
    queryFn: () => take(api.GET('/api/shop/orders/{id}/timeline', { params: { path: { id } } })),
    meta: live,
    refetchInterval: LOOK_AGAIN_MS,
  });
}
