import { z } from 'zod';
import { sameSecret } from '../same-secret';

/** The challenge is a number today; nothing that a browser could run is ever echoed. */
const handshakeQuery = z.looseObject({
  'hub.mode': z.literal('subscribe'),
  'hub.verify_token': z.string(),
  'hub.challenge': z.string().regex(/^[\w.-]{1,200}$/),
});

/**
 * The challenge to answer Meta's GET with, as plain text; null when the query is not a subscription with our
 * own verify token, which deserves a 403.
 */
export function challengeOf(query: unknown, verifyToken: string | undefined): string | null {
  const { data } = handshakeQuery.safeParse(query);
  if (!data || !sameSecret(verifyToken, data['hub.verify_token'])) return null;
  return data['hub.challenge'];
}
