import type { PlatformCredentials } from '../../domain/conversations/platform-credentials';
import type { Channel } from '../channel';
import type { HttpExchange } from '../http-exchange';
import { createWhatsAppCloudChannel } from './whatsapp-cloud-channel';

export interface WhatsAppCloudSurroundings {
  /** A Graph-shaped API other than graph.facebook.com. */
  apiBaseUrl?: string | undefined;
  /** One HTTP client for the channels of every bot. */
  exchange?: HttpExchange | undefined;
}

/** A bot's own line at Meta. */
export function whatsappCloudFromCredentials(
  { phoneNumberId, accessToken, apiVersion, businessAccountId }: PlatformCredentials['whatsapp-cloud'],
  { apiBaseUrl, exchange }: WhatsAppCloudSurroundings = {},
): Channel {
  return createWhatsAppCloudChannel({
    ...{ phoneNumberId, accessToken, apiVersion, businessAccountId },
    ...{ apiBaseUrl, exchange },
  });
}
