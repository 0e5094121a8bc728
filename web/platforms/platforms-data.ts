import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';

export type BotPlatform = View<'BotPlatform'>;
export type PlatformName = BotPlatform['platform'];

/** What a bot is put on a platform with; null credentials are this server's own settings. */
export interface PlatformWish {
  credentials: Record<string, string | true> | null;
  isActive: boolean;
}

const keyOf = (botId: string) => ['bots', botId, 'platforms'];

export function usePlatforms(botId: string) {
  return useQuery({
    queryKey: keyOf(botId),
    queryFn: () => take(api.GET('/api/bots/{bot_id}/platforms', { params: { path: { bot_id: botId } } })),
  });
}

interface Place {
  botId: string;
  platform: PlatformName;
}

/** Puts a bot on a platform, or replaces all that it was there with. */
export function usePutPlatform({ botId, platform }: Place) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: PlatformWish) =>
      take(
        api.PUT('/api/bots/{bot_id}/platforms/{platform}', {
          params: { path: { bot_id: botId, platform } },
          body,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['bots'] }),
    // What was typed are secrets: nothing keeps them once they were sent.
    gcTime: 0,
  });
}

export function useDetach({ botId, platform }: Place) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      take(
        api.DELETE('/api/bots/{bot_id}/platforms/{platform}', {
          params: { path: { bot_id: botId, platform } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['bots'] }),
  });
}

/** Asks the platform whether the credentials work. */
export function useTestPlatform({ botId, platform }: Place) {
  return useMutation({
    mutationFn: () =>
      take(
        api.POST('/api/bots/{bot_id}/platforms/{platform}/test', {
          params: { path: { bot_id: botId, platform } },
        }),
      ),
  });
}
