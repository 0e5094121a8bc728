import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';

export type BotSecret = View<'BotSecret'>;

const keyOf = (botId: string) => ['bots', botId, 'secrets'];

export function useSecrets(botId: string) {
  return useQuery({
    queryKey: keyOf(botId),
    queryFn: () => take(api.GET('/api/bots/{id}/secrets', { params: { path: { id: botId } } })),
  });
}

export function useKeepSecret(botId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, value }: { name: string; value: string }) => {
      const params = { path: { id: botId, name } };
      return take(api.PUT('/api/bots/{id}/secrets/{name}', { params, body: { value } }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: keyOf(botId) }),
  });
}

export function useForgetSecret(botId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) =>
      take(api.DELETE('/api/bots/{id}/secrets/{name}', { params: { path: { id: botId, name } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: keyOf(botId) }),
  });
}
