import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';

export type Alert = View<'Alert'>;
export type AlertAction = Alert['actions'][number];

export interface Wanted {
  state: Alert['state'] | null;
  severity: Alert['severity'] | null;
}

const PAGE = 25;
/** No live event tells of actions: while one is under way it is looked at again. */
const LOOK_AGAIN_MS = 3000;

/** What rules have raised, the newest first, as it happens. */
export function useAlerts({ state, severity }: Wanted) {
  return useInfiniteQuery({
    queryKey: ['alerts', 'list', state, severity],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: PAGE,
        ...(state !== null && { state }),
        ...(severity !== null && { severity }),
        ...(pageParam !== null && { cursor: pageParam }),
      };
      return take(api.GET('/api/alerts', { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: ({ state: { data } }) => {
      const actions = data?.pages.flatMap(({ items }) => items.flatMap((alert) => alert.actions)) ?? [];
      return actions.some((action) => action.state === 'due') && LOOK_AGAIN_MS;
    },
    meta: { live: ['alert'] },
  });
}

export type Step = 'acknowledge' | 'resolve' | 'retry';

/** Says who takes care of an alert, that it is taken care of, or has its actions tried again. */
export function useAlertStep(id: string) {
  const queries = useQueryClient();
  const params = { params: { path: { id } } };
  const steps = {
    acknowledge: () => api.POST('/api/alerts/{id}/acknowledge', params),
    resolve: () => api.POST('/api/alerts/{id}/resolve', params),
    retry: () => api.POST('/api/alerts/{id}/retry', params),
  };
  return useMutation({
    mutationFn: (step: Step) => take(steps[step]()),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['alerts'] }),
  });
}
