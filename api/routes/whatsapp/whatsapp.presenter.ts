import type { ListedTemplate } from '../../../db/repositories/message-templates';
import type { SessionState } from '../../../channels/whatsapp-web/wire';
import type { Sender } from '../../../db/repositories/senders';
import { senderRate } from '../../../domain/broadcasts/forecast';
import type { ChannelName } from '../../../domain/messaging/channel-name';
import { lookAt } from '../../../domain/messaging/sender-health';

const time = (at: Date | null) => at?.toISOString() ?? null;

/** Those that no provider posts to: the simulated phone, and the bridge that knows its way. */
const WITHOUT_WEBHOOK: ReadonlySet<ChannelName> = new Set(['simulator', 'whatsapp-web']);

export function presentTemplate({ toldAt, ...template }: ListedTemplate) {
  return { ...template, toldAt: toldAt.toISOString() };
}

export function presentSender(sender: Sender, publicBaseUrl: string, sessions: SessionsSeen = null) {
  const { channel, botId, botName, isActive, shared, sent, failed, unconfirmed } = sender;
  const hasOwnWebhook = botId !== null && !shared && !WITHOUT_WEBHOOK.has(channel);
  const reasons = lookAt({
    ...{ isActive, hasOwnWebhook, sent, failed, templateFailure: sender.templateFailure },
    sessionProblem: problemWithSession(sender, sessions),
    lastVerifiedAt: sender.lastVerifiedAt?.getTime() ?? null,
    lastRefusedAt: sender.lastRefusedAt?.getTime() ?? null,
  });
  return {
    ...{ channel, botId, botName, isActive, reasons },
    health: reasons.length === 0 ? ('ok' as const) : ('attention' as const),
    webhookUrl: webhookUrlOf({ channel, botId, hasOwnWebhook }, publicBaseUrl),
    lastVerifiedAt: time(sender.lastVerifiedAt),
    lastRefusedAt: time(sender.lastRefusedAt),
    messagesPerSecond: senderRate(channel),
    lastDay: { sent, failed, unconfirmed },
    templates: templatesOf(sender),
  };
}

/** The sessions of WhatsApp Web by bot; null where the bridge was not asked or gave no answer. */
export type SessionsSeen = Readonly<Record<string, SessionState>> | null;

function problemWithSession({ channel, botId }: Sender, sessions: SessionsSeen): string | null {
  if (channel !== 'whatsapp-web') return null;
  if (sessions === null) return 'The bridge to WhatsApp Web gives no answer, or is off on this server.';
  const session = sessions[botId ?? ''];
  if (session?.state === 'ready') return null;
  return session?.reason ?? "The number is not signed in to WhatsApp Web: pair it in the bot's platforms.";
}

/** A bot that shares a channel of the environment shares its templates too. */
function templatesOf({ channel, shared, syncedAt, templates: count, templateFailure: failure }: Sender) {
  if (shared || (channel !== 'twilio' && channel !== 'whatsapp-cloud')) return null;
  return { syncedAt: time(syncedAt), count, failure };
}

/** A channel of the environment has one address for everybody. */
function webhookUrlOf(
  { channel, botId, hasOwnWebhook }: Pick<Sender, 'channel' | 'botId'> & { hasOwnWebhook: boolean },
  publicBaseUrl: string,
): string | null {
  if (hasOwnWebhook) return `${publicBaseUrl}/api/webhook/${channel}/${botId ?? ''}`;
  const isOfEveryone = botId === null && (channel === 'twilio' || channel === 'botpress');
  return isOfEveryone ? `${publicBaseUrl}/api/webhook/${channel}` : null;
}
