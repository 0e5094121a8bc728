import { parseEncryptionKey, type EncryptionKey } from '../encryption-key';

/** A key for payloads. */
export type PayloadKey = EncryptionKey;

/** Reads `keyId:base64`. Throws when the secret is not 32 bytes. */
export function parsePayloadKey(written: string): PayloadKey {
  return parseEncryptionKey(written, { name: 'A payload key', command: 'codec-key' });
}
