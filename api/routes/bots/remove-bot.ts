import type { Bot } from '../../../db/repositories/bots';
import type { ApiDeps } from '../../api-deps';

const PAGE = 50;

/**
 * Deletes a bot with everything that belongs to it, after its conversations were told to end. While Temporal is
 * away nothing is deleted, and the bot is as active as before.
 */
export async function removeBot(bot: Bot, deps: ApiDeps): Promise<'removed' | 'unavailable'> {
  const { accountId, id } = bot;
  const close = async (dialogId: string) =>
    deps.conversationStarter.close({ accountId, dialogId }, 'the bot was deleted');
  // Nobody begins a conversation with it meanwhile.
  await deps.bots.setActive(accountId, id, false);
  for await (const dialogIds of dialogsOf(bot, deps)) {
    const answers = await Promise.all(dialogIds.map(close));
    if (answers.every(({ kind }) => kind !== 'unavailable')) continue;
    await deps.bots.setActive(accountId, id, bot.isActive);
    return 'unavailable';
  }
  // What is not kept beside the bot's row does not go with it.
  for await (const dialogIds of dialogsOf(bot, deps)) {
    await Promise.all(dialogIds.map((dialogId) => deps.transcripts.eraseDialog(accountId, dialogId)));
  }
  await deps.mediaLibrary.eraseBot(accountId, id);
  await deps.bots.remove(accountId, id);
  return 'removed';
}

async function* dialogsOf({ accountId, id: botId }: Bot, { bots }: ApiDeps): AsyncGenerator<string[]> {
  let after: string | null = null;
  do {
    const ids: string[] = await bots.dialogIds({ accountId, botId, limit: PAGE, after });
    yield ids;
    after = ids.length === PAGE ? (ids.at(-1) ?? null) : null;
  } while (after !== null);
}
