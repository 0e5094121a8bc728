import { createHmac } from 'node:crypto';

/** The X-Hub-Signature-256 header that Meta would send with these bytes. */
export function signMetaBody(appSecret: string, body: Uint8Array): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}
