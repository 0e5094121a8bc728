import type { PlatformCredentials } from '../../domain/conversations/platform-credentials';
import type { Channel } from '../channel';
import type { HttpExchange } from '../http-exchange';
import { createBotpressChannel } from './botpress-channel';

export interface BotpressSurroundings {
  /** A client that refuses private addresses: an account wrote the address. */
  exchange: HttpExchange;
}

/** A bot's own webhook: its messages are posted to the callback address, with the secret. */
export function botpressFromCredentials(
  { secret, callbackUrl }: PlatformCredentials['botpress'],
  { exchange }: BotpressSurroundings,
): Channel {
  return createBotpressChannel({
    webhookUrl: callbackUrl,
    webhookSecret: secret,
    exchange,
    fileExchange: exchange,
  });
}
