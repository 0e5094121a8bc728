import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import { useLanguage, type Language } from '../language/language';
import { useOperator } from '../session/operator';
import { FIRST_BOT, firstScenario } from './first-scenario';

const LOOKED_AT = 100;

/** How far somebody is on the way to the first message that a bot answered on the simulator. */
export function useFirstSteps() {
  const { accountId } = useOperator();
  return useQuery({
    queryKey: ['home', 'first-steps'],
    queryFn: async () => {
      const params = { path: { account_id: accountId }, query: { limit: LOOKED_AT } };
      const [bots, { items }] = await Promise.all([
        take(api.GET('/api/accounts/{account_id}/bots', { params })),
        take(api.GET('/api/simulator/messages', { params: { query: { wait: 0, limit: LOOKED_AT } } })),
      ]);
      return {
        hasBot: bots.items.some(({ platforms }) => platforms.includes('simulator')),
        wrote: items.some(({ direction }) => direction === 'from-phone'),
        wasAnswered: items.some(({ direction, botId }) => direction === 'to-phone' && botId !== null),
      };
    },
    meta: { live: ['message', 'send'] },
  });
}

/** Makes a bot that says hello on the simulator, and goes on where an earlier try was cut off. */
export function useMakeFirstBot() {
  const { accountId } = useOperator();
  const { language } = useLanguage();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => makeFirstBot(accountId, language),
    onSettled: () => queries.invalidateQueries({ queryKey: ['home', 'first-steps'] }),
  });
}

async function makeFirstBot(accountId: string, language: Language): Promise<void> {
  const path = { account_id: accountId };
  const query = { limit: LOOKED_AT };
  const { items } = await take(api.GET('/api/accounts/{account_id}/bots', { params: { path, query } }));
  const bot =
    items.find(({ name }) => name === FIRST_BOT) ??
    (await take(
      api.POST('/api/accounts/{account_id}/bots', { params: { path }, body: { name: FIRST_BOT } }),
    ));
  const ofBot = { path: { bot_id: bot.id } };
  const known = await take(api.GET('/api/bots/{bot_id}/scenarios', { params: ofBot }));
  // Its types want what has a default as well: hence `never`.
  const body = firstScenario(language) as never;
  const { id } =
    known.items[0] ?? (await take(api.POST('/api/bots/{bot_id}/scenarios', { params: ofBot, body })));
  await take(api.POST('/api/scenarios/{id}/activate', { params: { path: { id } } }));
  const onSimulator = { path: { bot_id: bot.id, platform: 'simulator' as const } };
  await take(api.PUT('/api/bots/{bot_id}/platforms/{platform}', { params: onSimulator, body: {} }));
}
