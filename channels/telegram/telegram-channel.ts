import type { Channel } from '../channel';
import { createHttpExchange } from '../http-exchange';
import type { HttpExchange } from '../http-exchange';
import { botIdOf } from './bot-id';
import { sendThroughTelegram } from './send';
import { TELEGRAM_CAPABILITIES } from './capabilities';

export interface TelegramSettings {
  /** As BotFather gives it: the bot's id, a colon, a secret. */
  botToken: string;
  /** A Bot API other than api.telegram.org. */
  apiBaseUrl?: string | undefined;
  /** For one whole call; 10 s when absent. */
  timeoutMs?: number | undefined;
  /** The bot's rate; 30 when absent, what Telegram's own FAQ names. */
  messagesPerSecond?: number | undefined;
  /** The HTTP client, when not the channel's own. */
  exchange?: HttpExchange | undefined;
}

/** One Telegram bot. Telegram reports no deliveries and lists no sent messages, so there is no `findSent`. */
export function createTelegramChannel(settings: TelegramSettings): Channel {
  const { botToken, timeoutMs = 10_000 } = settings;
  const base = (settings.apiBaseUrl ?? 'https://api.telegram.org').replace(/\/+$/, '');
  const exchange = settings.exchange ?? createHttpExchange();
  return {
    name: 'telegram',
    sender: botIdOf(botToken),
    messagesPerSecond: settings.messagesPerSecond ?? 30,
    windowApplies: false,
    capabilities: TELEGRAM_CAPABILITIES,
    send: (message) =>
      sendThroughTelegram(exchange, { url: `${base}/bot${botToken}/sendMessage`, timeoutMs }, message),
  };
}
