import { createHmac } from 'node:crypto';

export const SIGNATURE_HEADER = 'x-hilo-signature';

/**
 * The signature header of what the bridge posts for one bot: an HMAC-SHA256 over the raw bytes. Its key is made of
 * the bridge's token and the bot, so that what is signed for one bot is nothing to another.
 */
export function signBridgeBody(token: string, botId: string, body: Uint8Array): string {
  const key = createHmac('sha256', token).update(`webhook of ${botId}`).digest();
  return `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;
}
