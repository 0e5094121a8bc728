import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';

// The client's types of what it sends and takes forget how JSON of any shape nests: hence each `as` here.
export type Scenario = View<'PublishedScenario'>;
export type ListedScenario = View<'ListedScenario'>;
export type Finding = View<'ScenarioFinding'>;
export type Played = View<'PlayedScenario'>;
export type Move = View<'MoveInput'>;
/** A scenario as somebody writes it: whether it is one is for the API to say. */
export type Written = View<'ScenarioInput'>;

const PAGE = 50;

export function useScenarios(botId: string) {
  return useInfiniteQuery({
    queryKey: ['scenarios', 'of', botId],
    queryFn: ({ pageParam }) => {
      const query = { limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) };
      return take(api.GET('/api/bots/{bot_id}/scenarios', { params: { path: { bot_id: botId }, query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

export function useScenario(id: string) {
  return useQuery({
    queryKey: ['scenarios', id],
    queryFn: () => take(api.GET('/api/scenarios/{id}', { params: { path: { id } } })) as Promise<Scenario>,
  });
}

export function useCreateScenario(botId: string) {
  return useScenarioWrite((body: Written) =>
    take(api.POST('/api/bots/{bot_id}/scenarios', { params: { path: { bot_id: botId } }, body })),
  );
}

/** Publishes the next version. */
export function usePublish(id: string) {
  return useScenarioWrite((body: Written) =>
    take(api.PUT('/api/scenarios/{id}', { params: { path: { id } }, body })),
  );
}

/** Publishes what an earlier version said. */
export function useRollback(id: string) {
  return useScenarioWrite((version: number) =>
    take(api.POST('/api/scenarios/{id}/rollback', { params: { path: { id } }, body: { version } })),
  );
}

/** Makes it the one that its bot follows. */
export function useActivate() {
  return useScenarioWrite((id: string) =>
    take(api.POST('/api/scenarios/{id}/activate', { params: { path: { id } } })),
  );
}

export function useRemoveScenario() {
  return useScenarioWrite((id: string) =>
    take(api.DELETE('/api/scenarios/{id}', { params: { path: { id } } })),
  );
}

function useScenarioWrite<Given, Answer>(write: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['bots'] });
      return queries.invalidateQueries({ queryKey: ['scenarios'] });
    },
  });
}

export function useVersions(id: string) {
  return useInfiniteQuery({
    queryKey: ['scenarios', id, 'versions'],
    queryFn: ({ pageParam }) => {
      const query = { limit: PAGE, ...(pageParam !== null && { cursor: Number(pageParam) }) };
      return take(api.GET('/api/scenarios/{id}/versions', { params: { path: { id }, query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** What a version said; it never changes. */
export function useVersion(id: string, version: number) {
  return useQuery({
    queryKey: ['scenarios', id, 'versions', version],
    queryFn: () =>
      take(api.GET('/api/scenarios/{id}/versions/{version}', { params: { path: { id, version } } })),
    staleTime: Infinity,
  });
}

/** What is wrong with a scenario as it is written just now; null where it is no JSON yet. */
export function useCheck(id: string, scenario: Written | null) {
  return useQuery({
    queryKey: ['scenarios', id, 'check', scenario],
    queryFn: () =>
      take(
        api.POST('/api/scenarios/{id}/check', {
          params: { path: { id } },
          body: scenario === null ? {} : { scenario },
        }),
      ),
    enabled: scenario !== null,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
}

/** What the moves lead to with a scenario as it is written just now. */
export function usePlay(id: string, scenario: Written | null, moves: readonly Move[]) {
  return useQuery({
    queryKey: ['scenarios', id, 'play', scenario, moves],
    queryFn: () => {
      const body = { moves: [...moves], ...(scenario !== null && { scenario }) } as never;
      const played = take(api.POST('/api/scenarios/{id}/simulate', { params: { path: { id } }, body }));
      return played as Promise<Played>;
    },
    enabled: scenario !== null,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
}
