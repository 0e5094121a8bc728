import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { paths } from '../api/schema';
import type { View } from '../api/views';
import { useOperator } from '../session/operator';
import { readAfterDeletion } from '../shell/queries';

export type Bot = View<'Bot'>;

/** What is said of a bot, to make one or to replace it. */
export type BotWish = paths['/api/bots/{id}']['put']['requestBody']['content']['application/json'];

const PAGE = 50;

export function useBots() {
  const { accountId } = useOperator();
  return useInfiniteQuery({
    queryKey: ['bots', 'list'],
    queryFn: ({ pageParam }) => {
      const query = { limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) };
      return take(
        api.GET('/api/accounts/{account_id}/bots', { params: { path: { account_id: accountId }, query } }),
      );
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

export function useBot(id: string) {
  return useQuery({
    queryKey: ['bots', id],
    queryFn: () => take(api.GET('/api/bots/{id}', { params: { path: { id } } })),
  });
}

export function useCreateBot() {
  const queries = useQueryClient();
  const { accountId } = useOperator();
  return useMutation({
    mutationFn: (body: BotWish) =>
      take(
        api.POST('/api/accounts/{account_id}/bots', { params: { path: { account_id: accountId } }, body }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['bots'] }),
  });
}

export function useChangeBot(id: string) {
  return useBotWrite((body: BotWish) => take(api.PUT('/api/bots/{id}', { params: { path: { id } }, body })));
}

/** Lets a bot answer, or silences it everywhere. */
export function useBotSwitch(id: string) {
  const params = { path: { id } };
  return useBotWrite((isOn: boolean) =>
    take(
      isOn
        ? api.POST('/api/bots/{id}/activate', { params })
        : api.POST('/api/bots/{id}/deactivate', { params }),
    ),
  );
}

export function useRemoveBot(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => take(api.DELETE('/api/bots/{id}', { params: { path: { id } } })),
    // Not waited for: the bot's own page would find it gone before it is left.
    onSuccess: () => void readAfterDeletion(queries, ['bots']),
  });
}

function useBotWrite<Given, Answer>(write: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['bots'] }),
  });
}
