/** Every channel Hilo can speak; a folder of `channels/` each. */
export const CHANNEL_NAMES = ['simulator', 'twilio', 'botpress'] as const;
export type ChannelName = (typeof CHANNEL_NAMES)[number];
