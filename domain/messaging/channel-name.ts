/** Every channel Hilo can speak; a folder of `channels/` each. */
export const CHANNEL_NAMES = ['simulator', 'twilio', 'whatsapp-cloud', 'telegram', 'botpress'] as const;
export type ChannelName = (typeof CHANNEL_NAMES)[number];

/** Whether the channel reaches a person by phone number, so that a known phone is address enough. */
export function isAddressedByPhone(channel: ChannelName): boolean {
  return channel !== 'telegram';
}
