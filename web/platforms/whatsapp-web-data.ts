import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';

export type WhatsAppWebSession = View<'WhatsAppWebSession'>;

/** A code lasts some twenty seconds, and a phone that scanned it is seen at once. */
const LOOK_AGAIN_MS = 2_000;

const keyOf = (botId: string) => ['bots', botId, 'whatsapp-web'];
const pathOf = (botId: string) => ({ params: { path: { bot_id: botId } } });

/** How a bot's number stands, looked at again and again while somebody looks. */
export function useWhatsAppWeb(botId: string) {
  return useQuery({
    queryKey: keyOf(botId),
    queryFn: () => take(api.GET('/api/bots/{bot_id}/whatsapp-web', pathOf(botId))),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

const DEEDS = {
  start: (botId: string) => api.POST('/api/bots/{bot_id}/whatsapp-web/start', pathOf(botId)),
  stop: (botId: string) => api.POST('/api/bots/{bot_id}/whatsapp-web/stop', pathOf(botId)),
  logOut: (botId: string) => api.DELETE('/api/bots/{bot_id}/whatsapp-web', pathOf(botId)),
};

/** Opens, closes or forgets the session. */
export function useChangeWhatsAppWeb(botId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (deed: keyof typeof DEEDS) => take(DEEDS[deed](botId)),
    onSuccess: (session) => queries.setQueryData(keyOf(botId), session),
  });
}
