import type { ListedTemplate } from '../../../db/repositories/message-templates';
import type { Sender } from '../../../db/repositories/senders';
import { senderRate } from '../../../domain/broadcasts/forecast';
import { lookAt } from '../../../domain/messaging/sender-health';

const time = (at: Date | null) => at?.toISOString() ?? null;

export function presentTemplate({ toldAt, ...template }: ListedTemplate) {
  return { ...template, toldAt: toldAt.toISOString() };
}

export function presentSender(sender: Sender, publicBaseUrl: string) {
  const { channel, botId, botName, isActive, shared, sent, failed, unconfirmed } = sender;
  const hasOwnWebhook = botId !== null && !shared && channel !== 'simulator';
  const reasons = lookAt({
    ...{ isActive, hasOwnWebhook, sent, failed, templateFailure: sender.templateFailure },
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
