import type { AccessCheck } from '../access-check';
import type { BridgeSessions } from './sessions';

/** Asks the bridge whether the bot's number is signed in. */
export async function checkWhatsAppWebAccess(
  sessions: Pick<BridgeSessions, 'get'> | null,
  botId: string,
): Promise<AccessCheck> {
  if (!sessions) {
    return { kind: 'refused', detail: 'WhatsApp Web is off on this server: start it with WHATSAPP_WEB=1' };
  }
  const answer = await sessions.get(botId);
  if (answer.kind === 'no-answer') return answer;
  const { state, number, reason } = answer.session;
  if (state === 'ready') return { kind: 'works', name: number ?? 'WhatsApp Web' };
  if (state === 'starting') return { kind: 'no-answer', detail: 'The browser is starting' };
  return { kind: 'refused', detail: reason ?? 'The number is not signed in: scan the code with its phone' };
}
