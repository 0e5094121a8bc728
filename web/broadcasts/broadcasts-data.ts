import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';

export type Broadcast = View<'Broadcast'>;
export type Recipient = View<'BroadcastRecipient'>;

const PAGE = 25;
const ROWS = 50;

/** Told at most once a second of each. */
const live = { live: ['broadcast'] } as const;

export function useBroadcasts() {
  return useInfiniteQuery({
    queryKey: ['broadcasts', 'list'],
    queryFn: ({ pageParam }) => {
      const query = { limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) };
      return take(api.GET('/api/broadcasts', { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    meta: live,
  });
}

export function useBroadcast(id: string) {
  return useQuery({
    queryKey: ['broadcasts', id],
    queryFn: () => take(api.GET('/api/broadcasts/{id}', { params: { path: { id } } })),
    meta: live,
  });
}

/** Whoever is on the list, in its order. */
export function useRecipients(id: string, state: Recipient['state'] | null) {
  return useInfiniteQuery({
    queryKey: ['broadcasts', id, 'recipients', state],
    queryFn: ({ pageParam }) => {
      const query = { limit: ROWS, cursor: pageParam, ...(state !== null && { state }) };
      return take(api.GET('/api/broadcasts/{id}/recipients', { params: { path: { id }, query } }));
    },
    initialPageParam: 0,
    getNextPageParam: ({ nextCursor }) => (nextCursor === null ? null : Number(nextCursor)),
    meta: live,
  });
}

/** The rows of the list that get no message. */
export function useRejectedRows(id: string) {
  return useInfiniteQuery({
    queryKey: ['broadcasts', id, 'rejected-rows'],
    queryFn: ({ pageParam }) => {
      const query = { limit: ROWS, cursor: pageParam };
      return take(api.GET('/api/broadcasts/{id}/rejected-rows', { params: { path: { id }, query } }));
    },
    initialPageParam: 0,
    getNextPageParam: ({ nextCursor }) => (nextCursor === null ? null : Number(nextCursor)),
  });
}

/** Why the provider refused, the most frequent reason first. */
export function useFailures(id: string) {
  return useQuery({
    queryKey: ['broadcasts', id, 'failures'],
    queryFn: () => take(api.GET('/api/broadcasts/{id}/failures', { params: { path: { id } } })),
    meta: live,
  });
}
