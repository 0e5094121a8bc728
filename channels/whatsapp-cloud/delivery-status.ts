import type { DeliveryStatus } from '../../domain/messaging/outcome';

/** Meta's message states (whatsapp_business_messaging, Statuses.status) in Hilo's words. */
const MEANINGS: Readonly<Record<string, DeliveryStatus>> = {
  sent: 'accepted',
  delivered: 'delivered',
  read: 'read',
  // A voice message that was listened to.
  played: 'read',
  failed: 'failed',
};

/** What Meta's state means for a send; null for a state that says nothing about one. */
export function deliveryStatusOf(metaStatus: string): DeliveryStatus | null {
  return Object.hasOwn(MEANINGS, metaStatus) ? (MEANINGS[metaStatus] ?? null) : null;
}
