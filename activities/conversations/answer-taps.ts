import type { Dialog } from '../../db/repositories/dialogs';
import type { TurnMessage } from '../../db/repositories/turn-messages';
import type { ConversationsDeps } from './conversations-deps';

/**
 * Tells the platform that the taps of a turn were seen, so that the person's phone stops waiting. It is a courtesy:
 * whatever goes wrong with it changes nothing, so it never throws.
 */
export async function answerTaps(
  { channels }: Pick<ConversationsDeps, 'channels'>,
  { accountId, botId, platform }: Pick<Dialog, 'accountId' | 'botId' | 'platform'>,
  messages: readonly Pick<TurnMessage, 'content'>[],
): Promise<void> {
  const taps = messages.flatMap(({ content }) => content.button?.tapId ?? []);
  if (taps.length === 0) return;
  try {
    const channel = await channels.of({ accountId, channel: platform, botId });
    await Promise.all(taps.map(async (tapId) => channel?.answerTap?.(tapId)));
  } catch {
    // Said above: the turn goes on.
  }
}
