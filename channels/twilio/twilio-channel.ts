import Twilio from 'twilio/lib/rest/Twilio';
import { hasWindow } from '../../domain/messaging/channel-name';
import type { Channel } from '../channel';
import { createHttpExchange } from '../http-exchange';
import type { HttpExchange } from '../http-exchange';
import { TWILIO_CAPABILITIES } from './capabilities';
import { fetchFromTwilio } from './fetch-media';
import { createMessages } from './create-message';
import { findSentAtTwilio } from './find-sent';
import { listTemplatesOfTwilio } from './list-templates';
import { meaningOf } from './outcome';
import { ExchangeRequestClient } from './request-client';
import { sendThroughTwilio } from './send';

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
  /** The path of the delivery reports; a bot's own number has one of its own, where its token verifies them. */
  statusPath?: string | undefined;
  /** Milliseconds before each further try of a file that is not there yet; 1 s and 3 s when absent. */
  fileRetryDelaysMs?: readonly number[] | undefined;
  /** The HTTP client, when not the channel's own. */
  exchange?: HttpExchange | undefined;
}

/** WhatsApp through Twilio. One `send` is one call: retrying is the send ledger's decision. */
export function createTwilioChannel(settings: TwilioSettings): Channel {
  const { accountSid, authToken, from, apiBaseUrl, fileRetryDelaysMs } = settings;
  const exchange = settings.exchange ?? createHttpExchange();
  const access = { exchange, apiBaseUrl, timeoutMs: settings.timeoutMs ?? 10_000 };
  const httpClient = new ExchangeRequestClient(access);
  const { messages } = new Twilio(accountSid, authToken, { httpClient });
  const create = createMessages({ ...access, accountSid, authToken });
  const store = { exchange, accountSid, authToken, apiBaseUrl, retryDelaysMs: fileRetryDelaysMs };
  return {
    name: 'twilio',
    sender: from,
    messagesPerSecond: settings.messagesPerSecond ?? 80,
    windowApplies: hasWindow('twilio'),
    capabilities: TWILIO_CAPABILITIES,
    send: (message) => sendThroughTwilio(create, settings, message),
    findSent: (query) => findSentAtTwilio(messages, from, query),
    meaningOf,
    fetchFile: (file) => fetchFromTwilio(store, file),
    listTemplates: () => listTemplatesOfTwilio({ ...access, accountSid, authToken }),
  };
}
