/** Every channel Hilo can speak; a folder of `channels/` each. */
export const CHANNEL_NAMES = [
  'simulator',
  'twilio',
  'whatsapp-cloud',
  'whatsapp-web',
  'telegram',
  'botpress',
] as const;
export type ChannelName = (typeof CHANNEL_NAMES)[number];

/** Whether free text is allowed only within 24 hours of the contact's last message: a rule of WhatsApp's business interfaces. */
export function hasWindow(channel: ChannelName): boolean {
  return channel === 'twilio' || channel === 'whatsapp-cloud';
}

/** Whether the channel reaches a person by phone number, so that a known phone is address enough. */
export function isAddressedByPhone(channel: ChannelName): boolean {
  return channel !== 'telegram';
}
