import { createHmac, timingSafeEqual } from 'node:crypto';

/** A webhook as it arrived, before anything was parsed. */
export interface SignedRequest {
  /** The secret of the Meta app, not the access token. */
  appSecret: string;
  rawBody: Uint8Array;
  /** The X-Hub-Signature-256 header. */
  signature: string | undefined;
}

const SIGNATURE = /^sha256=([0-9a-f]{64})$/i;

/**
 * True when Meta signed these bytes: `sha256=` and the hex HMAC-SHA256 of the raw body with the app's secret,
 * compared in constant time. Parsed and rewritten JSON would be other bytes.
 */
export function verifyMetaSignature({ appSecret, rawBody, signature }: SignedRequest): boolean {
  const claimed = SIGNATURE.exec(signature ?? '')?.[1];
  if (!appSecret || claimed === undefined) return false;
  const actual = createHmac('sha256', appSecret).update(rawBody).digest();
  return timingSafeEqual(Buffer.from(claimed, 'hex'), actual);
}
