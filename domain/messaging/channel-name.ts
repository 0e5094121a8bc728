/** Every channel Hilo can speak; a folder of `channels/` each. */
export const CHANNEL_NAMES = ['simulator', 'twilio', 'whatsapp-cloud', 'telegram', 'botpress'] as const;
export type ChannelName = (typeof CHANNEL_NAMES)[number];
