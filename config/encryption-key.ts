/** A key for AES-256; its id is stored beside what it encrypts. */
export interface EncryptionKey {
  id: string;
  /** 32 bytes. */
  secret: Buffer;
}

/** Reads `keyId:base64`. Throws when the secret is not 32 bytes; `what` says which key it is and who makes one. */
export function parseEncryptionKey(written: string, what: { name: string; command: string }): EncryptionKey {
  const separator = written.indexOf(':');
  const id = written.slice(0, separator).trim();
  const secret = Buffer.from(written.slice(separator + 1).trim(), 'base64');
  if (separator < 1 || secret.length !== 32) {
    throw new Error(`${what.name} is keyId:base64 of 32 bytes; make one with: npx hilo ${what.command}`);
  }
  return { id, secret };
}

/** The keys of a comma-separated list, as they are written. */
export function listedKeys(written: string | undefined): string[] {
  return (written ?? '').split(',').filter((key) => key.trim() !== '');
}
