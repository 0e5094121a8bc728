import type { DeliveryStatus } from '../../domain/messaging/outcome';

/** Twilio's message states (twilio_api_v2010, message_enum_status) in Hilo's words. */
const MEANINGS: Readonly<Record<string, DeliveryStatus>> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'accepted',
  partially_delivered: 'accepted',
  delivered: 'delivered',
  read: 'read',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
};

/** What a Twilio state means for a send; null for a state that says nothing about an outbound message. */
export function deliveryStatusOf(twilioStatus: string): DeliveryStatus | null {
  const name = twilioStatus.toLowerCase();
  return Object.hasOwn(MEANINGS, name) ? (MEANINGS[name] ?? null) : null;
}
