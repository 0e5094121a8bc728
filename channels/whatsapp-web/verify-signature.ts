import { sameSecret } from '../same-secret';
import { signBridgeBody } from './sign-body';

/** A webhook as it arrived, before anything was parsed. */
export interface BridgePost {
  /** The bridge's token; null where there is no bridge, and then nobody gets in. */
  token: string | null;
  botId: string;
  rawBody: Uint8Array;
  signature: string | undefined;
}

/**
 * True when the bridge signed these bytes for this bot. What comes again has no second effect: messages are stored
 * under their own ids and receipts merge, so the signature needs no time.
 */
export function verifyBridgeSignature({ token, botId, rawBody, signature }: BridgePost): boolean {
  return token !== null && sameSecret(signBridgeBody(token, botId, rawBody), signature);
}
