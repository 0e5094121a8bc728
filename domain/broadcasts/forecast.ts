import type { ChannelName } from '../messaging/channel-name';

/** Messages a second of one sender: what the provider documents, a fifth of it kept for replies. */
const SENDER_RATES: Partial<Record<ChannelName, number>> = {
  twilio: 80,
  'whatsapp-cloud': 80,
  'whatsapp-web': 1,
  telegram: 30,
};
const REPLY_SHARE = 5;

/** What a broadcast will take, before it is started. */
export interface Forecast {
  messages: number;
  /** Null where the channel has no limit. */
  perSecond: number | null;
  /** Null where there is no limit to reckon with; never less than the whole. */
  seconds: number | null;
}

/** Messages a second that the provider usually lets a sender have; null where there is no limit. */
export function senderRate(channel: ChannelName): number | null {
  return SENDER_RATES[channel] ?? null;
}

/** The rate a broadcast may have on a channel; null where there is no limit. */
export function broadcastRate(channel: ChannelName): number | null {
  const rate = senderRate(channel);
  return rate === null ? null : rate - rate / REPLY_SHARE;
}

/** How long so many messages take at the slower of the channel's rate and the one that was asked for. */
export function forecast(messages: number, channel: ChannelName, asked: number | null): Forecast {
  const rates = [broadcastRate(channel), asked].filter((rate) => rate !== null);
  const perSecond = rates.length === 0 ? null : Math.min(...rates);
  const seconds = perSecond === null ? null : Math.ceil(messages / perSecond);
  return { messages, perSecond, seconds };
}
