/** Of a sender's rate, what broadcasts may use; the rest is kept for replies. */
export const BROADCAST_SHARE = 0.8;
/** Networks jitter: with every slot used, a window of the provider's own would now and then see one too many. */
const HEADROOM = 0.98;

/** One limit by name, with the distance of its slots. */
export interface NamedLimit {
  name: string;
  intervalMs: number;
}

export interface SenderRate {
  channel: string;
  sender: string;
  /** Infinite for a channel that has no limit. */
  messagesPerSecond: number;
}

/** The limit that every message of a sender queues behind, whoever asked for it; null where there is none. */
export function senderLimit({ channel, sender, messagesPerSecond }: SenderRate): NamedLimit | null {
  if (!Number.isFinite(messagesPerSecond)) return null;
  return { name: `sender:${channel}:${sender}`, intervalMs: 1000 / messagesPerSecond };
}

/**
 * What a broadcast's messages queue behind: its own rate, all broadcasts' share of the sender, and the sender.
 * Always in this order, so that two processes that lease at once wait for each other and never in a circle.
 */
export function broadcastLimits(
  broadcast: { id: string; ratePerSecond: number | null },
  rate: SenderRate,
): NamedLimit[] {
  const limits: NamedLimit[] = [];
  if (broadcast.ratePerSecond !== null) {
    limits.push({ name: `broadcast:${broadcast.id}`, intervalMs: 1000 / broadcast.ratePerSecond / HEADROOM });
  }
  const whole = senderLimit(rate);
  if (whole) {
    limits.push({
      name: sharedByBroadcasts(rate),
      intervalMs: whole.intervalMs / BROADCAST_SHARE / HEADROOM,
    });
    limits.push(whole);
  }
  return limits;
}

/** The name of the limit that all broadcasts of a sender share; it also keeps the sender's pace. */
export function sharedByBroadcasts({ channel, sender }: Pick<SenderRate, 'channel' | 'sender'>): string {
  return `broadcasts:${channel}:${sender}`;
}

/** WhatsApp takes one message in six seconds for one person (131056; providers' guide). */
export function pairIntervalMs(channel: string): number {
  return channel === 'twilio' || channel === 'whatsapp-cloud' ? 6_000 : 0;
}
