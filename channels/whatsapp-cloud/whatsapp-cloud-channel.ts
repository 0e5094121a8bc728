import type { Channel } from '../channel';
import { createHttpExchange } from '../http-exchange';
import type { HttpExchange } from '../http-exchange';
import { createPairBackoff } from './pair-backoff';
import { sendThroughWhatsAppCloud } from './send';
import { WHATSAPP_CLOUD_CAPABILITIES } from './capabilities';

export interface WhatsAppCloudSettings {
  /** Meta's id of the business's number, not the number itself. */
  phoneNumberId: string;
  accessToken: string;
  /** The Graph API's version, such as `v24.0`: Meta retires each after about two years. */
  apiVersion: string;
  /** A Graph-shaped API other than graph.facebook.com. */
  apiBaseUrl?: string | undefined;
  /** For one whole call; 10 s when absent. */
  timeoutMs?: number | undefined;
  /** The number's rate; 80 when absent, Meta's default. */
  messagesPerSecond?: number | undefined;
  /** The HTTP client, when not the channel's own. */
  exchange?: HttpExchange | undefined;
}

/** WhatsApp from Meta itself. Meta lists no sent messages, so there is no `findSent`. */
export function createWhatsAppCloudChannel(settings: WhatsAppCloudSettings): Channel {
  const { phoneNumberId, accessToken, apiVersion, timeoutMs = 10_000 } = settings;
  const base = (settings.apiBaseUrl ?? 'https://graph.facebook.com').replace(/\/+$/, '');
  const line = {
    exchange: settings.exchange ?? createHttpExchange(),
    url: `${base}/${apiVersion}/${phoneNumberId}/messages`,
    accessToken,
    timeoutMs,
    pairBackoff: createPairBackoff(),
  };
  return {
    name: 'whatsapp-cloud',
    sender: phoneNumberId,
    messagesPerSecond: settings.messagesPerSecond ?? 80,
    windowApplies: true,
    capabilities: WHATSAPP_CLOUD_CAPABILITIES,
    send: (message) => sendThroughWhatsAppCloud(line, message),
  };
}
