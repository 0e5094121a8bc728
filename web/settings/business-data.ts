import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';

/** The types of the document know the first language alone. */
export type BusinessSettings = Omit<View<'BusinessSettings'>, 'languages'> & { languages: string[] };
export type BusinessVersion = Omit<View<'BusinessVersion'>, 'settings'> & { settings: BusinessSettings };

const BUSINESS = ['business'] as const;
const VERSIONS = 10;

export function useBusiness() {
  return useQuery({
    queryKey: [...BUSINESS, 'now'],
    queryFn: () => take<BusinessVersion>(api.GET('/api/business')),
    // What is typed in the form is not to be overwritten while it is read again.
    staleTime: Infinity,
  });
}

export function useBusinessVersions() {
  return useInfiniteQuery({
    queryKey: [...BUSINESS, 'versions'],
    queryFn: ({ pageParam }) =>
      take(
        api.GET('/api/business/versions', {
          params: { query: { limit: VERSIONS, ...(pageParam !== null && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as number | null,
    getNextPageParam: ({ nextCursor }) => (nextCursor === null ? null : Number(nextCursor)),
  });
}

/** Makes the next version. */
export function usePutBusiness() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, settings }: { name: string; settings: BusinessSettings }) =>
      take<BusinessVersion>(
        api.PUT('/api/business', { body: { name, settings: settings as View<'BusinessSettings'> } }),
      ),
    onSuccess: (business) => {
      queries.setQueryData([...BUSINESS, 'now'], business);
      return queries.invalidateQueries({ queryKey: [...BUSINESS, 'versions'] });
    },
  });
}
