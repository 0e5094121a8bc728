import { createHmac } from 'node:crypto';

/** Signs a body as Meta says it does: `sha256=` and the hex HMAC-SHA256 of its bytes with the app's secret. */
export function signAsMeta(appSecret: string, body: string | Uint8Array): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}
