import { sameSecret } from '../same-secret';

/** What Telegram accepts as a webhook's secret_token. */
const SECRET = /^[\w-]{1,256}$/;

/**
 * True when the X-Telegram-Bot-Api-Secret-Token header is the secret that setWebhook was given, compared in
 * constant time. It is the only proof of origin, so without a configured secret nobody gets in.
 */
export function verifyTelegramSecret({
  expected,
  received,
}: {
  expected: string | undefined;
  received: string | undefined;
}): boolean {
  return SECRET.test(expected ?? '') && sameSecret(expected, received);
}
