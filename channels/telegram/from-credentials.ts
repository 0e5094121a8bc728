import type { PlatformCredentials } from '../../domain/conversations/platform-credentials';
import type { Channel } from '../channel';
import type { HttpExchange } from '../http-exchange';
import { createTelegramChannel } from './telegram-channel';

export interface TelegramSurroundings {
  /** A Bot API other than api.telegram.org. */
  apiBaseUrl?: string | undefined;
  /** One HTTP client for the channels of every bot. */
  exchange?: HttpExchange | undefined;
}

/** A bot's own Telegram. Throws on what cannot be a bot token. */
export function telegramFromCredentials(
  { botToken }: PlatformCredentials['telegram'],
  { apiBaseUrl, exchange }: TelegramSurroundings = {},
): Channel {
  return createTelegramChannel({ botToken, apiBaseUrl, exchange });
}
