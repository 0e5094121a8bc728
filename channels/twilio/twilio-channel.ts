import Twilio from 'twilio/lib/rest/Twilio';
import type { Channel } from '../channel';
import { createHttpExchange } from '../http-exchange';
import type { HttpExchange } from '../http-exchange';
import { findSentAtTwilio } from './find-sent';
import { ExchangeRequestClient } from './request-client';
import { sendThroughTwilio } from './send';
import { TWILIO_CAPABILITIES } from './capabilities';

export interface TwilioSettings {
  /** `AC` and 32 hex digits. */
  accountSid: string;
  authToken: string;
  /** The WhatsApp sender, E.164. */
  from: string;
  /** For one whole call; 10 s when absent. */
  timeoutMs?: number | undefined;
  /** The sender's rate; 80 when absent, WhatsApp's default. */
  messagesPerSecond?: number | undefined;
  /** A Twilio-shaped API other than api.twilio.com. */
  apiBaseUrl?: string | undefined;
  /** Where Twilio reaches the API with delivery reports. */
  publicBaseUrl?: string | undefined;
  /** The HTTP client, when not the channel's own. */
  exchange?: HttpExchange | undefined;
}

/** WhatsApp through Twilio. One `send` is one call: retrying is the send ledger's decision. */
export function createTwilioChannel(settings: TwilioSettings): Channel {
  const { accountSid, authToken, from, publicBaseUrl, apiBaseUrl } = settings;
  const exchange = settings.exchange ?? createHttpExchange();
  const httpClient = new ExchangeRequestClient({
    exchange,
    apiBaseUrl,
    timeoutMs: settings.timeoutMs ?? 10_000,
  });
  const { messages } = new Twilio(accountSid, authToken, { httpClient });
  return {
    name: 'twilio',
    sender: from,
    messagesPerSecond: settings.messagesPerSecond ?? 80,
    windowApplies: true,
    capabilities: TWILIO_CAPABILITIES,
    send: (message) => sendThroughTwilio(messages, { from, publicBaseUrl }, message),
    findSent: (query) => findSentAtTwilio(messages, from, query),
  };
}
