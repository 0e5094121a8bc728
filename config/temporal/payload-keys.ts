/** A key for payloads; its id is stored beside what it encrypts. */
export interface PayloadKey {
  id: string;
  /** 32 bytes. */
  secret: Buffer;
}

/** Reads `keyId:base64`. Throws when the secret is not 32 bytes. */
export function parsePayloadKey(written: string): PayloadKey {
  const separator = written.indexOf(':');
  const id = written.slice(0, separator).trim();
  const secret = Buffer.from(written.slice(separator + 1).trim(), 'base64');
  if (separator < 1 || secret.length !== 32) {
    throw new Error('A payload key is keyId:base64 of 32 bytes; make one with: npx hilo codec-key');
  }
  return { id, secret };
}
