import { sameSecret } from '../same-secret';

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
  return sameSecret(expected, received);
}
