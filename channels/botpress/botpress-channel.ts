import { hasWindow } from '../../domain/messaging/channel-name';
import type { Channel, InboundMedia } from '../channel';
import { createHttpExchange } from '../http-exchange';
import type { HttpExchange } from '../http-exchange';
import { BOTPRESS_CAPABILITIES } from './capabilities';
import { fetchFromSender } from './fetch-file';
import { sendThroughBotpress } from './send';

export interface BotpressSettings {
  /** Where a day, or a bot's message, is posted. */
  webhookUrl: string;
  /** Goes out as x-bp-secret, and signs the body. */
  webhookSecret: string;
  /** For one whole call; 15 s when absent, as in seed 000. */
  timeoutMs?: number | undefined;
  /** The webhook's rate; 10 when absent. */
  messagesPerSecond?: number | undefined;
  /** The HTTP client, when not the channel's own. */
  exchange?: HttpExchange | undefined;
  /** One that refuses private addresses, for the files people send; without it none is fetched. */
  fileExchange?: HttpExchange | undefined;
}

/** Days that an external bot plays, and messages of our own bots. Botpress has no list of what it received, so there is no `findSent`. */
export function createBotpressChannel(settings: BotpressSettings): Channel {
  const { webhookUrl: url, webhookSecret: secret, timeoutMs = 15_000, fileExchange } = settings;
  const exchange = settings.exchange ?? createHttpExchange();
  return {
    name: 'botpress',
    sender: new URL(url).host,
    messagesPerSecond: settings.messagesPerSecond ?? 10,
    windowApplies: hasWindow('botpress'),
    capabilities: BOTPRESS_CAPABILITIES,
    send: (message) => sendThroughBotpress(exchange, { url, secret, timeoutMs }, message),
    ...(fileExchange && {
      fetchFile: (file: InboundMedia) => fetchFromSender({ exchange: fileExchange, timeoutMs }, file),
    }),
  };
}
