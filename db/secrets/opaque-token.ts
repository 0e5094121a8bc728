import { createHash, randomBytes } from 'node:crypto';

/** What is kept of a token or key: enough to know it again. It is random enough to need no salt. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A token that means nothing by itself, and its hash. */
export function freshToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashToken(token) };
}
