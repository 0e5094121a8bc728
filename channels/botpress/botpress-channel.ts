import type { Channel } from '../channel';
import { createHttpExchange } from '../http-exchange';
import type { HttpExchange } from '../http-exchange';
import { sendThroughBotpress } from './send';
import { BOTPRESS_CAPABILITIES } from './capabilities';

export interface BotpressSettings {
  /** Where a day is posted. */
  webhookUrl: string;
  /** Goes out as x-bp-secret. */
  webhookSecret: string;
  /** For one whole call; 15 s when absent, as in seed 000. */
  timeoutMs?: number | undefined;
  /** The webhook's rate; 10 when absent. */
  messagesPerSecond?: number | undefined;
  /** The HTTP client, when not the channel's own. */
  exchange?: HttpExchange | undefined;
}

/** Days that an external bot plays. Botpress has no list of what it received, so there is no `findSent`. */
export function createBotpressChannel(settings: BotpressSettings): Channel {
  const { webhookUrl: url, webhookSecret: secret, timeoutMs = 15_000 } = settings;
  const exchange = settings.exchange ?? createHttpExchange();
  return {
    name: 'botpress',
    sender: new URL(url).host,
    messagesPerSecond: settings.messagesPerSecond ?? 10,
    windowApplies: false,
    capabilities: BOTPRESS_CAPABILITIES,
    send: (message) => sendThroughBotpress(exchange, { url, secret, timeoutMs }, message),
  };
}
