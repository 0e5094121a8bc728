import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';

export type Agent = View<'Agent'>;
export type Told = Agent['configuration'];
export type Tool = NonNullable<Told['tools']>[number];
export type Turn = View<'AgentTurn'>;

const PAGE = 20;
/** The end of a turn is told by no live event. */
const LOOK_AGAIN_MS = 5_000;

/** What the agent of a bot is told to be. */
export function useAgent(botId: string) {
  return useQuery({
    queryKey: ['agent', botId],
    queryFn: () => take(api.GET('/api/bots/{id}/agent', { params: { path: { id: botId } } })),
  });
}

/** Publishes the next version. */
export function usePutAgent(botId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Told) =>
      take(api.PUT('/api/bots/{id}/agent', { params: { path: { id: botId } }, body })),
    onSuccess: (agent) => queries.setQueryData(['agent', botId], agent),
  });
}

/** Its turns, the last one first, as they are had. */
export function useTurns(botId: string) {
  return useInfiniteQuery({
    queryKey: ['agent', botId, 'turns'],
    queryFn: ({ pageParam }) => {
      const query = { limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) };
      return take(api.GET('/api/bots/{id}/agent/turns', { params: { path: { id: botId }, query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    meta: { live: ['message', 'send'] },
    refetchInterval: LOOK_AGAIN_MS,
  });
}
