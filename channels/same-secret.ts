import { createHash, timingSafeEqual } from 'node:crypto';

/** True when both are the same secret, compared in constant time; an absent or empty secret is nobody's. */
export function sameSecret(expected: string | undefined, received: string | undefined): boolean {
  if (!expected || !received) return false;
  // Digests have one length, so neither the comparison nor its time tells how long the secret is.
  return timingSafeEqual(digest(expected), digest(received));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
