import { createHmac } from 'node:crypto';

/**
 * The x-hilo-signature header: `t=<seconds>,v1=<hex>`, an HMAC-SHA256 with the secret over the time, a dot and the
 * body. Whoever checks it needs not trust the way, and can refuse what is old.
 */
export function signBody(secret: string, body: string, seconds: number): string {
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${signature}`;
}
