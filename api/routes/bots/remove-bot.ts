import type { Bot } from '../../../db/repositories/bots';
import type { ApiDeps } from '../../api-deps';

const PAGE = 50;

/**
 * Deletes a bot with everything that belongs to it, after its conversations were told to end. While Temporal is
 * away nothing is deleted, and the bot is as active as before.
 */
export async function removeBot(bot: Bot, deps: ApiDeps): Promise<'removed' | 'unavailable'> {
  const { accountId, id } = bot;
  // Nobody begins a conversation with it meanwhile.
  await deps.bots.setActive(accountId, id, false);
  if (!(await closeConversations(bot, deps))) {
    await deps.bots.setActive(accountId, id, bot.isActive);
    return 'unavailable';
  }
  await deps.bots.remove(accountId, id);
  return 'removed';
}

async function closeConversations({ accountId, id: botId }: Bot, deps: ApiDeps): Promise<boolean> {
  const close = (dialogId: string) =>
    deps.conversationStarter.close({ accountId, dialogId }, 'the bot was deleted');
  let after: string | null = null;
  do {
    const ids: string[] = await deps.bots.dialogIds({ accountId, botId, limit: PAGE, after });
    const answers = await Promise.all(ids.map(close));
    if (answers.some(({ kind }) => kind === 'unavailable')) return false;
    after = ids.length === PAGE ? (ids.at(-1) ?? null) : null;
  } while (after !== null);
  return true;
}
