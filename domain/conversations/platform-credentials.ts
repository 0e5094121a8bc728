import type { ChannelName } from '../messaging/channel-name';

/** The platforms a bot can be on: the channels, in a bot's words. */
export type Platform = ChannelName;

/** What each platform wants to know of a bot; kept encrypted. */
export interface PlatformCredentials {
  /** Nothing: the simulated phone asks for none. */
  simulator: Record<string, never>;
  twilio: {
    accountSid: string;
    authToken: string;
    /** The sending number, E.164. */
    from: string;
  };
  'whatsapp-cloud': {
    phoneNumberId: string;
    accessToken: string;
    /** Signs the webhooks. */
    appSecret: string;
    /** Answers the handshake. */
    verifyToken: string;
    /** Graph API version, such as `v24.0`. */
    apiVersion: string;
    /** The WhatsApp business account, whose templates can be listed; absent where nobody said. */
    businessAccountId?: string;
  };
  'whatsapp-web': {
    /** Somebody read what WhatsApp's terms say of programs that use its web page; the session itself is the bridge's. */
    termsAccepted: true;
  };
  telegram: {
    botToken: string;
    /** What setWebhook was given as secret_token. */
    webhookSecret: string;
  };
  botpress: {
    /** x-bp-secret, both ways. */
    secret: string;
    /** Where the bot's messages are posted. */
    callbackUrl: string;
  };
}

/** One platform's credentials with its name. */
export type NamedCredentials = {
  [P in Platform]: { platform: P; credentials: PlatformCredentials[P] };
}[Platform];
