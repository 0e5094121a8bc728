/** Of a sender's rate, what broadcasts may use; the rest is kept for replies. */
const BROADCAST_SHARE = 0.8;
/** Networks jitter: with every slot used, a window of the provider's own would now and then see one too many. */
const HEADROOM = 0.98;

/** One limit by name, with the distance of its slots. */
export interface NamedLimit {
  /** `program:{id}`, `broadcast:{id}`, `sender:{channel}:{address}` … */
  name: string;
  intervalMs: number;
  /** One for all accounts: they send from the platform's own number. */
  shared?: true;
}

/** What a channel says of the sender behind it. */
export interface SenderRate {
  name: string;
  sender: string;
  /** True for an account's own number, whose rate no other account uses. */
  ownCredentials?: true | undefined;
  /** Infinite for a channel that has no limit. */
  messagesPerSecond: number;
}

/** The limit that every message of a sender queues behind, whoever asked for it; null where there is none. */
export function senderLimit(rate: SenderRate): NamedLimit | null {
  const { name, sender, messagesPerSecond } = rate;
  if (!Number.isFinite(messagesPerSecond)) return null;
  return { name: `sender:${name}:${sender}`, intervalMs: 1000 / messagesPerSecond, ...sharing(rate) };
}

/** Of a sender's rate what all its broadcasts share, which also keeps the sender's pace; null without a limit. */
export function broadcastsLimit(rate: SenderRate): NamedLimit | null {
  const whole = senderLimit(rate);
  if (!whole) return null;
  const intervalMs = whole.intervalMs / BROADCAST_SHARE / HEADROOM;
  return { ...whole, name: `broadcasts:${rate.name}:${rate.sender}`, intervalMs };
}

function sharing({ ownCredentials }: SenderRate): { shared?: true } {
  return ownCredentials ? {} : { shared: true };
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
  for (const limit of [broadcastsLimit(rate), senderLimit(rate)]) if (limit) limits.push(limit);
  return limits;
}

/**
 * The least time between two messages to one person: WhatsApp takes one in six seconds (131056), Telegram one a second
 * in a chat (core.telegram.org/bots/faq); 0 for none.
 */
export function pairIntervalMs(channel: string): number {
  return PAIR_INTERVALS_MS[channel] ?? 0;
}

const PAIR_INTERVALS_MS: Readonly<Partial<Record<string, number>>> = {
  twilio: 6_000,
  'whatsapp-cloud': 6_000,
  telegram: 1_000,
};
