import type { Platform } from '../../../domain/conversations/platform-credentials';
import type { ApiDeps } from '../../api-deps';

type SessionDeps = Pick<ApiDeps, 'bridgeSessions' | 'logger'>;

/**
 * Sees to it that nobody listens with a number that is no longer the bot's, or is switched off: WhatsApp Web is the
 * one platform whose session is ours to end. What the bridge does not answer is logged and holds up nobody.
 */
export async function endSession(
  { botId, platform }: { botId: string; platform: Platform },
  how: 'stop' | 'logOut',
  { bridgeSessions, logger }: SessionDeps,
): Promise<void> {
  if (platform !== 'whatsapp-web' || !bridgeSessions) return;
  const answer = await bridgeSessions[how](botId);
  if (answer.kind === 'no-answer')
    logger.warn({ botId }, 'the bridge was not reached: sign the device out on the phone');
}
