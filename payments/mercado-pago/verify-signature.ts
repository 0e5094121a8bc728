import { InvalidWebhookSignatureError, WebhookSignatureValidator } from 'mercadopago';
import { z } from 'zod';
import type { PaymentWebhook } from '../payment';

const notificationSchema = z.looseObject({
  type: z.string(),
  data: z.looseObject({ id: z.coerce.string() }),
});
export type Notification = z.infer<typeof notificationSchema>;

/**
 * Whether Mercado Pago signed this notification: HMAC-SHA256 of `id:…;request-id:…;ts:…;`, where the id is that of
 * the address's query, in small letters. The body is not signed, so it must name the same id. How old it is does not
 * matter: a notification only says which payment to ask for.
 */
export function verifyMercadoPagoSignature(webhook: PaymentWebhook, secret: string): boolean {
  const dataId = new URL(webhook.url).searchParams.get('data.id')?.toLowerCase();
  if (!secret || dataId === undefined) return false;
  if (readNotification(webhook.rawBody)?.data.id.toLowerCase() !== dataId) return false;
  try {
    WebhookSignatureValidator.validate({
      xSignature: webhook.header('x-signature'),
      xRequestId: webhook.header('x-request-id'),
      dataId,
      secret,
    });
    return true;
  } catch (error) {
    if (error instanceof InvalidWebhookSignatureError) return false;
    throw error;
  }
}

/** A notification's own words; null for what is none. */
export function readNotification(rawBody: Buffer): Notification | null {
  try {
    return notificationSchema.parse(JSON.parse(rawBody.toString('utf8')));
  } catch {
    return null;
  }
}
