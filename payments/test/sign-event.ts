import { createHmac, timingSafeEqual } from 'node:crypto';

export const TEST_SIGNATURE_HEADER = 'x-hilo-signature';

/** Signs an event of the test provider: `sha256=` and the hex HMAC-SHA256 of the bytes. */
export function signTestEvent(secret: string, rawBody: Uint8Array): string {
  return `sha256=${createHmac('sha256', secret).update(rawBody).digest('hex')}`;
}

/** Whether these bytes carry the signature, compared in constant time. */
export function verifyTestSignature(
  secret: string,
  rawBody: Uint8Array,
  received: string | undefined,
): boolean {
  const expected = Buffer.from(signTestEvent(secret, rawBody));
  const claimed = Buffer.from(received ?? '');
  return secret !== '' && claimed.length === expected.length && timingSafeEqual(expected, claimed);
}
