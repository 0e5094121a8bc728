import { useMessages } from '../language/language';
import type { SendsBy, TemplateSender } from './templates-data';
import { templatesMessages } from './templates.messages';

/** What people call a sender: its bot and channel, or this server's own. */
export function useSenderName(senders: readonly TemplateSender[]) {
  const t = useMessages(templatesMessages);
  return ({ channel, botId }: SendsBy) => {
    const bot = senders.find((sender) => sender.botId === botId)?.botName ?? t.ownChannel;
    return `${bot} · ${t.channels[channel]}`;
  };
}
