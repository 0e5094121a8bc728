import { hasWindow } from '../../domain/messaging/channel-name';
import type { Channel } from '../channel';
import { createHttpExchange, type HttpExchange } from '../http-exchange';
import type { BridgeLine } from './bridge-line';
import { WHATSAPP_WEB_CAPABILITIES } from './capabilities';
import { fetchFromWhatsAppWeb } from './fetch-file';
import { findSentByWhatsAppWeb } from './find-sent';
import { sendThroughWhatsAppWeb } from './send';

export interface WhatsAppWebSettings {
  bridgeUrl: string;
  /** What the bridge lets in with. */
  token: string;
  /** Whose session it is. */
  botId: string;
  /** For one whole call; 15 s when absent, so that a send with its file ends within the ledger's lease. */
  timeoutMs?: number | undefined;
  /** The HTTP client, when not the channel's own. */
  exchange?: HttpExchange | undefined;
  /** One that refuses private addresses, for files at addresses that scenarios name. */
  linkExchange?: HttpExchange | undefined;
}

/** A person types no faster, and what does is what gets numbers blocked. */
const MESSAGES_PER_SECOND = 1;

/** WhatsApp's web page, in the browser of the bridge. One `send` is one call: retrying is the ledger's decision. */
export function createWhatsAppWebChannel(settings: WhatsAppWebSettings): Channel {
  const { token, botId, timeoutMs = 15_000, exchange = createHttpExchange() } = settings;
  const bridgeUrl = settings.bridgeUrl.replace(/\/+$/, '');
  const line: BridgeLine = { exchange, bridgeUrl, token, botId, timeoutMs };
  return {
    name: 'whatsapp-web',
    // The number is the phone's to tell, and may change with the next pairing; the session stays the bot's.
    sender: botId,
    messagesPerSecond: MESSAGES_PER_SECOND,
    windowApplies: hasWindow('whatsapp-web'),
    capabilities: WHATSAPP_WEB_CAPABILITIES,
    send: (message) => sendThroughWhatsAppWeb(line, message, settings.linkExchange),
    findSent: (query) => findSentByWhatsAppWeb(line, query),
    fetchFile: (file) => fetchFromWhatsAppWeb(line, file),
  };
}
