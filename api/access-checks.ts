import type { AccessCheck } from '../channels/access-check';
import { createHttpExchange } from '../channels/http-exchange';
import { checkTelegramAccess } from '../channels/telegram/check-access';
import { checkTwilioAccess } from '../channels/twilio/check-access';
import { checkWhatsAppCloudAccess } from '../channels/whatsapp-cloud/check-access';
import { checkWhatsAppWebAccess } from '../channels/whatsapp-web/check-access';
import type { BridgeSessions } from '../channels/whatsapp-web/sessions';
import type { Env } from '../config/env';
import type { NamedCredentials } from '../domain/conversations/platform-credentials';

/** What tells by itself who is let in; on WhatsApp Web that is the session of a bot. */
export type TellingCredentials = Exclude<NamedCredentials, { platform: 'whatsapp-web' }>;

/** Asks each provider about credentials, whosever they are; a webhook of an account's own can only be written to. */
export function createCredentialChecks(env: Env) {
  const exchange = createHttpExchange();
  return (named: TellingCredentials): Promise<AccessCheck | null> => {
    switch (named.platform) {
      case 'telegram':
        return checkTelegramAccess(named.credentials, { apiBaseUrl: env.TELEGRAM_API_BASE_URL, exchange });
      case 'whatsapp-cloud':
        return checkWhatsAppCloudAccess(named.credentials, { apiBaseUrl: env.META_GRAPH_BASE_URL, exchange });
      case 'twilio':
        return checkTwilioAccess(named.credentials, { apiBaseUrl: env.TWILIO_API_BASE_URL, exchange });
      case 'botpress':
      case 'simulator':
        return Promise.resolve(null);
    }
  };
}

/** Asks whether a bot is let in: each provider about its own credentials, the bridge about its session. */
export function createAccessChecks(env: Env, sessions: BridgeSessions | null) {
  const check = createCredentialChecks(env);
  return (named: NamedCredentials, botId: string): Promise<AccessCheck | null> =>
    named.platform === 'whatsapp-web' ? checkWhatsAppWebAccess(sessions, botId) : check(named);
}
