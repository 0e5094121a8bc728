import { gate, type GateFacts } from '../messaging/gate';
import type { SuppressReason } from '../messaging/send';
import type { EpochMs } from '../time/moments';
import type { BroadcastContent, FrequencyCap } from './broadcast';

/** What is known of a recipient in the moment before the provider is called. */
export interface RecipientFacts extends Omit<GateFacts, 'windowApplies'> {
  phone: string | null;
  /** Broadcast messages to the contact within the days of the cap; 0 where there is none. */
  recentBroadcasts: number;
  /** When anything was last sent to the contact, on whichever channel. */
  lastSentAt: EpochMs | null;
}

/** What holds for the whole broadcast at this moment. */
export interface AdmissionRules {
  windowApplies: boolean;
  frequencyCap: FrequencyCap | null;
  /** The least time between two messages to one contact; 0 for none. */
  pairIntervalMs: number;
  /** When contact hours next open for Colombian numbers; null while they are open or do not apply. */
  colombiaOpensAt: EpochMs | null;
}

/** Whether this person's message may go now. */
export type Admission =
  { kind: 'go' } | { kind: 'never'; reason: SuppressReason } | { kind: 'later'; at: EpochMs; why: string };

const COLOMBIA = '+57';

/** Whether this person may be written to now, later or never: the checks of every message, and those of broadcasts. */
export function admit(
  facts: RecipientFacts,
  content: BroadcastContent,
  rules: AdmissionRules & { now: EpochMs },
): Admission {
  const { now, colombiaOpensAt, pairIntervalMs, frequencyCap } = rules;
  const reason = gate({ ...facts, windowApplies: rules.windowApplies }, content, now);
  if (reason !== null) return { kind: 'never', reason };
  if (frequencyCap && facts.recentBroadcasts >= frequencyCap.messages) {
    return { kind: 'never', reason: 'frequency-cap' };
  }
  if (colombiaOpensAt !== null && isColombian(facts)) {
    return { kind: 'later', at: colombiaOpensAt, why: 'outside the contact hours of Ley 2300' };
  }
  const free = (facts.lastSentAt ?? -Infinity) + pairIntervalMs;
  if (pairIntervalMs > 0 && free > now) {
    return { kind: 'later', at: free, why: 'the contact got another message a moment ago' };
  }
  return { kind: 'go' };
}

function isColombian({ phone, address }: RecipientFacts): boolean {
  return (phone ?? address ?? '').startsWith(COLOMBIA);
}
