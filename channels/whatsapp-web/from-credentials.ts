import type { Channel } from '../channel';
import type { HttpExchange } from '../http-exchange';
import { createWhatsAppWebChannel } from './whatsapp-web-channel';

export interface WhatsAppWebSurroundings {
  /** Where the bridge is. */
  bridgeUrl: string;
  /** What it lets in with; absent where WhatsApp Web is off, and then nothing goes out until it is on. */
  token: string | undefined;
  exchange: HttpExchange;
  /** A client that refuses private addresses: scenarios name files at addresses. */
  linkExchange: HttpExchange;
}

const OFF: HttpExchange = () =>
  Promise.resolve({ kind: 'unreached', detail: 'it is off on this server (WHATSAPP_WEB=1 starts it)' });

/** A bot's own session; its credentials hold no secret, only that somebody read the terms. */
export function whatsappWebFromCredentials(
  botId: string,
  { bridgeUrl, token, exchange, linkExchange }: WhatsAppWebSurroundings,
): Channel {
  const line = { bridgeUrl, botId, linkExchange };
  if (token === undefined) return createWhatsAppWebChannel({ ...line, token: '', exchange: OFF });
  return createWhatsAppWebChannel({ ...line, token, exchange });
}
