import { hasWindow } from '../../domain/messaging/channel-name';
import type { Channel } from '../channel';
import { createHttpExchange } from '../http-exchange';
import type { HttpExchange } from '../http-exchange';
import { WHATSAPP_CLOUD_CAPABILITIES } from './capabilities';
import { fetchFromMeta } from './fetch-media';
import type { Line } from './line';
import { listTemplatesOfMeta } from './list-templates';
import { meaningOf } from './outcome';
import { createPairBackoff } from './pair-backoff';
import { sendThroughWhatsAppCloud } from './send';

/** The Graph API, without a slash at the end. */
export const META_GRAPH = 'https://graph.facebook.com';

export interface WhatsAppCloudSettings {
  /** Meta's id of the business's number, not the number itself. */
  phoneNumberId: string;
  accessToken: string;
  /** Whose templates they are; without it none are listed. */
  businessAccountId?: string | undefined;
  /** The Graph API's version, such as `v24.0`: Meta retires each after about two years. */
  apiVersion: string;
  /** A Graph-shaped API other than graph.facebook.com. */
  apiBaseUrl?: string | undefined;
  /** For one whole call; 10 s when absent. */
  timeoutMs?: number | undefined;
  /** For a file's way up or down; 15 s when absent, so that upload and message end within the ledger's lease. */
  fileTimeoutMs?: number | undefined;
  /** The number's rate; 80 when absent, Meta's default. */
  messagesPerSecond?: number | undefined;
  /** The HTTP client, when not the channel's own. */
  exchange?: HttpExchange | undefined;
}

const NO_ACCOUNT = {
  kind: 'failed',
  detail: "give the bot's credentials businessAccountId, the id of the WhatsApp business account",
} as const;

/** WhatsApp from Meta itself. Meta lists no sent messages, so there is no `findSent`. */
export function createWhatsAppCloudChannel(settings: WhatsAppCloudSettings): Channel {
  const { businessAccountId } = settings;
  const { phoneNumberId, accessToken, apiVersion, timeoutMs = 10_000, fileTimeoutMs = 15_000 } = settings;
  const base = (settings.apiBaseUrl ?? META_GRAPH).replace(/\/+$/, '');
  const line: Line = {
    exchange: settings.exchange ?? createHttpExchange(),
    graphUrl: `${base}/${apiVersion}`,
    phoneNumberId,
    accessToken,
    timeouts: { callMs: timeoutMs, fileMs: fileTimeoutMs },
    pairBackoff: createPairBackoff(),
  };
  return {
    name: 'whatsapp-cloud',
    sender: phoneNumberId,
    messagesPerSecond: settings.messagesPerSecond ?? 80,
    windowApplies: hasWindow('whatsapp-cloud'),
    capabilities: WHATSAPP_CLOUD_CAPABILITIES,
    send: (message) => sendThroughWhatsAppCloud(line, message),
    meaningOf,
    fetchFile: (file) => fetchFromMeta(line, file),
    listTemplates: () =>
      businessAccountId === undefined
        ? Promise.resolve(NO_ACCOUNT)
        : listTemplatesOfMeta(line, businessAccountId),
  };
}
