import type { Bot } from '../../../db/repositories/bots';
import type { ApiDeps } from '../../api-deps';
import { endSession } from './end-session';

const PAGE = 50;

/**
 * Deletes a bot with everything that belongs to it, its files and transcripts too, after its conversations were
 * told to end. While Temporal is away nothing is deleted, and the bot is as active as before.
 */
export async function removeBot(bot: Bot, deps: ApiDeps): Promise<'removed' | 'unavailable'> {
  const { accountId, id } = bot;
  // Nobody begins a conversation with it meanwhile.
  await deps.bots.setActive(accountId, id, false);
  if (!(await closeConversations(bot, deps))) {
    await deps.bots.setActive(accountId, id, bot.isActive);
    return 'unavailable';
  }
  await deps.mediaLibrary.eraseBot(accountId, id);
  for await (const dialogIds of pagesOfDialogs(bot, deps)) {
    for (const dialogId of dialogIds) await deps.transcripts.eraseDialog(accountId, dialogId);
  }
  const isOnWhatsAppWeb = bot.platforms.includes('whatsapp-web');
  await deps.bots.remove(accountId, id);
  if (isOnWhatsAppWeb) await endSession({ botId: id, platform: 'whatsapp-web' }, 'logOut', deps);
  return 'removed';
}

async function closeConversations(bot: Bot, deps: ApiDeps): Promise<boolean> {
  const { accountId } = bot;
  const close = (dialogId: string) =>
    deps.conversationStarter.close({ accountId, dialogId }, 'the bot was deleted');
  for await (const dialogIds of pagesOfDialogs(bot, deps)) {
    const answers = await Promise.all(dialogIds.map(close));
    if (answers.some(({ kind }) => kind === 'unavailable')) return false;
  }
  return true;
}

async function* pagesOfDialogs({ accountId, id: botId }: Bot, { bots }: ApiDeps): AsyncGenerator<string[]> {
  let after: string | null = null;
  do {
    const ids: string[] = await bots.dialogIds({ accountId, botId, limit: PAGE, after });
    yield ids;
    after = ids.length === PAGE ? (ids.at(-1) ?? null) : null;
  } while (after !== null);
}
