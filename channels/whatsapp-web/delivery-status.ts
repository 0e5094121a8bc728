import type { DeliveryStatus } from '../../domain/messaging/outcome';

/** What WhatsApp's count of ticks means for a send; null for a message that has not left the browser. */
export function deliveryStatusOf(ack: number): DeliveryStatus | null {
  if (ack < 0) return 'failed';
  if (ack === 0) return null;
  if (ack === 1) return 'accepted';
  return ack === 2 ? 'delivered' : 'read';
}
