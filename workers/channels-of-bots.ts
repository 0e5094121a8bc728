import type { SafeHttp } from '../activities/conversations/safe-http';
import { botpressFromCredentials } from '../channels/botpress/from-credentials';
import type { Channel } from '../channels/channel';
import { createHttpExchange } from '../channels/http-exchange';
import { telegramFromCredentials } from '../channels/telegram/from-credentials';
import { twilioFromCredentials, twilioStatusPath } from '../channels/twilio/from-credentials';
import { whatsappCloudFromCredentials } from '../channels/whatsapp-cloud/from-credentials';
import { whatsappWebFromCredentials } from '../channels/whatsapp-web/from-credentials';
import type { Env } from '../config/env';
import { whatsappWebSettings } from '../config/whatsapp-web-settings';
import type { NamedCredentials } from '../domain/conversations/platform-credentials';

/** Makes the channels of bots that have credentials of their own; a platform's own settings are in channels-from-env. */
export function channelsOfBots(env: Env, safeHttp: SafeHttp) {
  // One client for all bots: its connections are kept by host, not by bot.
  const exchange = createHttpExchange();
  return (named: NamedCredentials, botId: string): Channel => {
    switch (named.platform) {
      case 'telegram':
        return telegramFromCredentials(named.credentials, {
          apiBaseUrl: env.TELEGRAM_API_BASE_URL,
          exchange,
        });
      case 'whatsapp-cloud':
        return whatsappCloudFromCredentials(named.credentials, {
          apiBaseUrl: env.META_GRAPH_BASE_URL,
          exchange,
        });
      case 'twilio':
        return twilioFromCredentials(named.credentials, {
          apiBaseUrl: env.TWILIO_API_BASE_URL,
          publicBaseUrl: env.PUBLIC_BASE_URL,
          timeoutMs: env.TWILIO_TIMEOUT_MS,
          messagesPerSecond: env.TWILIO_MESSAGES_PER_SECOND,
          statusPath: twilioStatusPath(botId),
          exchange,
        });
      case 'whatsapp-web':
        return whatsappWebFromCredentials(botId, {
          ...whatsappWebSettings(env),
          exchange,
          linkExchange: safeHttp,
        });
      case 'botpress':
        // Its address is what an account wrote, so it is called like every such address.
        return botpressFromCredentials(named.credentials, { exchange: safeHttp });
      case 'simulator':
        throw new Error('The simulated phone has no credentials: its bots share it');
    }
  };
}
