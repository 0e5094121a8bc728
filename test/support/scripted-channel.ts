import { once } from 'node:events';
import { SIMULATOR_CAPABILITIES } from '../../channels/simulator/capabilities';
import { meaningOf } from '../../channels/twilio/outcome';
import type { Channel, OutboundMessage, SentMessage, SentQuery } from '../../channels/channel';
import type { ChannelName } from '../../domain/messaging/channel-name';
import type { SendOutcome } from '../../domain/messaging/outcome';

/** What the outside world took: the truth of every test here. */
export interface Accepted {
  to: string;
  text: string;
  at: number;
  providerId: string;
}

/** A call of the provider or a look into its list. */
export interface Seen {
  to: string;
  at: number;
}

/**
 * What the provider does with one call: take it; take it and answer nothing; take it while our process dies;
 * or answer something else.
 */
export type Answer = 'accept' | 'accept-unheard' | 'accept-and-crash' | SendOutcome;

/** Minutes until a taken message shows in the provider's list. */
type ListLag = number;

export type Outside = ReturnType<typeof createOutside>;

/** The world outside: two providers, of which `twilio` can list what it took and `simulator` cannot. */
export function createOutside(now: () => Promise<number>) {
  const accepted: Accepted[] = [];
  const calls: Seen[] = [];
  const lookUps: Seen[] = [];
  const scripts = new Map<string, Answer[]>();
  const lags = new Map<string, ListLag>();
  const holdUps = new Map<string, Promise<unknown>>();
  const heldUp = new Set<string>();

  const take = async (message: OutboundMessage) => {
    const { content, to, attemptId } = message;
    const text = content.kind === 'text' ? content.text : content.kind;
    const providerId = `taken_${attemptId}`;
    accepted.push({ to, text, at: await now(), providerId });
    return { kind: 'accepted' as const, providerId };
  };

  const send = async (message: OutboundMessage): Promise<SendOutcome> => {
    calls.push({ to: message.to, at: await now() });
    const holdUp = holdUps.get(message.to);
    if (holdUp) {
      heldUp.add(message.to);
      await holdUp;
      holdUps.delete(message.to);
    }
    const answer = scripts.get(message.to)?.shift() ?? 'accept';
    if (typeof answer !== 'string') return answer;
    const taken = await take(message);
    if (answer === 'accept-and-crash') throw new Error('the worker died after the provider took the message');
    return answer === 'accept' ? taken : { kind: 'unknown', detail: 'timeout' };
  };

  const findSent = async ({ to, content }: SentQuery): Promise<SentMessage[]> => {
    const at = await now();
    lookUps.push({ to, at });
    const shown = (taken: Accepted) => taken.to === to && taken.at + (lags.get(to) ?? 0) * 60_000 <= at;
    return accepted.filter(shown).map((taken) => ({
      providerId: taken.providerId,
      createdAt: taken.at,
      status: 'accepted',
      matches: content.kind === 'text' && content.text === taken.text,
    }));
  };

  const port = (name: ChannelName): Channel => ({
    name,
    sender: 'test',
    messagesPerSecond: Number.POSITIVE_INFINITY,
    windowApplies: false,
    capabilities: SIMULATOR_CAPABILITIES,
    send,
  });
  return {
    accepted,
    calls,
    lookUps,
    channels: [port('simulator'), { ...port('twilio'), findSent, meaningOf }] as const,
    /** The provider's next answers to sends to a number; after them it accepts. */
    script: (to: string, ...answers: Answer[]) => void scripts.set(to, answers),
    /** Has the next call for a number wait; gives what lets it go on. */
    holdUp(to: string): () => void {
      const gate = new AbortController();
      holdUps.set(to, once(gate.signal, 'abort'));
      return () => gate.abort();
    },
    /** Whether a call for a number waits. */
    isHeldUp: (to: string) => heldUp.has(to),
    /** How many minutes a message to a number takes to show in the list. */
    showAfter: (to: string, minutes: ListLag) => void lags.set(to, minutes),
  };
}
