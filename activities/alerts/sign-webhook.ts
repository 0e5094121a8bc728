import { createHmac } from 'node:crypto';
import { SECRET_PREFIX } from '../../db/repositories/alert-secrets';

export interface UnsignedWebhook {
  /** Of the webhook, the same for every try. */
  id: string;
  /** Of this try, in seconds since 1970: receivers refuse what is old. */
  timestamp: number;
  body: string;
}

/**
 * The headers that prove a webhook, by standardwebhooks.com: HMAC-SHA-256 over id, timestamp and the raw body, under
 * the bytes that the secret is in base64 of.
 */
export function signatureHeaders(secret: string, { id, timestamp, body }: UnsignedWebhook) {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
    'idempotency-key': id,
  };
}
