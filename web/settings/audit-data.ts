import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';

export type AuditEntry = View<'AuditEntry'>;

export interface WantedEntries {
  action: string;
  actorId: string | null;
}

const PAGE = 50;

/** What was done to the account, the newest first. */
export function useAudit({ action, actorId }: WantedEntries) {
  return useInfiniteQuery({
    queryKey: ['audit', action, actorId],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: PAGE,
        ...(action !== '' && { action }),
        ...(actorId !== null && { actorId }),
        ...(pageParam !== null && { cursor: pageParam }),
      };
      return take(api.GET('/api/audit', { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
}
