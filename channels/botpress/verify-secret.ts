import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * True when the x-bp-secret header is the configured secret, compared in constant time. Botpress lets everybody
 * in when no secret is configured; here nobody gets in.
 */
export function verifyBotpressSecret({
  expected,
  received,
}: {
  expected: string | undefined;
  received: string | undefined;
}): boolean {
  if (!expected || !received) return false;
  // Digests have one length, so neither the comparison nor its time tells how long the secret is.
  return timingSafeEqual(digest(expected), digest(received));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
