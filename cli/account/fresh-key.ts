import { randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** What a key is made of. */
export interface KeyParts {
  madeAt: Date;
  /** Tells it from another key of the same day. */
  tag: Buffer;
  /** 32 bytes. */
  secret: Buffer;
}

export function randomKeyParts(): KeyParts {
  return { madeAt: new Date(), tag: randomBytes(2), secret: randomBytes(SECRET_BYTES) };
}

/** A key as settings take it; its id says when it was made. */
export function keyText({ madeAt, tag, secret }: KeyParts): string {
  const day = madeAt.toISOString().slice(0, 10).replaceAll('-', '');
  return `k${day}-${tag.toString('hex')}:${secret.toString('base64')}`;
}

/** What signs access tokens: as long as the hash that is made with it, and half as long again. */
export function freshJwtSecret(): string {
  return randomBytes(48).toString('base64url');
}
