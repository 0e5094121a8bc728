import { uuidv7 } from 'uuidv7';
import type { Channel } from '../../channels/channel';
import type { Candidate, PlannedSend } from '../../db/repositories/broadcast-sends';
import { admit, type Admission, type AdmissionRules } from '../../domain/broadcasts/admit';
import type { Broadcast, BroadcastContent } from '../../domain/broadcasts/broadcast';
import { messageFor } from '../../domain/broadcasts/message-for';
import { COLOMBIA_ZONE, isWithinContactHours, nextContactHours } from '../../domain/messaging/contact-hours';
import { pairIntervalMs } from '../../domain/messaging/sender-limits';
import type { EpochMs, ZoneClock } from '../../domain/time/moments';

/** One recipient with the words that would go out; a row that waits has them already. */
export type Turn = Candidate & { content?: BroadcastContent };

/** A plan with where it would go. */
export interface AddressedSend extends PlannedSend {
  address: string;
}

/** What each recipient's row becomes: called now, never, or later. */
export function planSends(
  broadcast: Broadcast,
  turns: readonly Turn[],
  rules: AdmissionRules & { now: EpochMs },
): AddressedSend[] {
  return turns.map((turn) => {
    const content = turn.content ?? messageFor(broadcast.content, turn.variables);
    const { ordinal, contactId } = turn;
    const plan = planOf(admit(turn, content, rules));
    const sendId = turn.sendId ?? uuidv7();
    return { sendId, ordinal, contactId, attemptId: uuidv7(), content, plan, address: turn.address ?? '' };
  });
}

function planOf(admission: Admission): PlannedSend['plan'] {
  switch (admission.kind) {
    case 'go':
      return { state: 'dispatching' };
    case 'never':
      return { state: 'suppressed', reason: admission.reason };
    case 'later':
      return { state: 'reserved', notBefore: admission.at, why: admission.why };
  }
}

/** What holds for every recipient at this moment. */
export function rulesAt(
  broadcast: Broadcast,
  channel: Channel,
  { now, zoneClock }: { now: EpochMs; zoneClock: ZoneClock },
): AdmissionRules & { now: EpochMs } {
  const keepsHours = broadcast.category === 'marketing' && broadcast.contactHours === 'co-ley-2300';
  return {
    now,
    windowApplies: channel.windowApplies,
    frequencyCap: broadcast.frequencyCap,
    pairIntervalMs: pairIntervalMs(channel.name),
    colombiaOpensAt: keepsHours ? colombiaOpensAt(zoneClock, now) : null,
  };
}

/** Null while the contact hours of Ley 2300 are open. */
function colombiaOpensAt(zoneClock: ZoneClock, now: EpochMs): EpochMs | null {
  const { date, minutes } = zoneClock.toLocal(now, COLOMBIA_ZONE);
  if (isWithinContactHours(date, minutes)) return null;
  const next = nextContactHours(date, minutes);
  return zoneClock.toInstant(next.date, next.time, COLOMBIA_ZONE);
}
