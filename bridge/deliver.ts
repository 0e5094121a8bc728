import type { HttpExchange } from '../channels/http-exchange';
import { SIGNATURE_HEADER, signBridgeBody } from '../channels/whatsapp-web/sign-body';
import type { BridgeEvent } from '../channels/whatsapp-web/wire';

export interface Destination {
  exchange: HttpExchange;
  /** Where the API of Hilo is. */
  apiUrl: string;
  token: string;
  botId: string;
}

const TIMEOUT_MS = 15_000;

/** Posts one event to the webhook of its bot, signed anew with each try; true once Hilo took it. */
export async function deliver(
  { exchange, apiUrl, token, botId }: Destination,
  event: BridgeEvent,
): Promise<boolean> {
  const body = Buffer.from(JSON.stringify(event));
  const answer = await exchange({
    method: 'POST',
    url: new URL(`/api/webhook/whatsapp-web/${botId}`, apiUrl).href,
    headers: {
      'content-type': 'application/json',
      [SIGNATURE_HEADER]: signBridgeBody(token, botId, body),
    },
    bodyBytes: body,
    timeoutMs: TIMEOUT_MS,
  });
  return answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;
}
