import type { Behaviour, Behaviours } from '../../domain/programs/behaviour';
import { behaviourOfNumber, drawBehaviours } from '../../domain/programs/behaviour';
import { seededRandom } from '../../domain/programs/seeded-random';
import type { EpochMs } from '../../domain/time/moments';
import type { SimulatedMessage } from '../simulator/follow-messages';
import type { PlannedReply } from './reply-plan';
import { hashOf, planReply } from './reply-plan';

/** One contact of the crowd, as far as its thread tells. */
export interface Person {
  phone: string;
  behaviour: Behaviour;
  /** Messages since the last answer. */
  unanswered: number;
  firstAt: EpochMs | null;
}

/** What a person notices of a message. */
export type Heard = Pick<SimulatedMessage, 'id' | 'direction' | 'botId' | 'at'>;

/** Somebody by the rules of the behaviour file; of the mix, a number always draws the same behaviour. */
export function personOf(phone: string, behaviours: Behaviours): Person {
  const [drawn] = drawBehaviours(behaviours.mix, 1, seededRandom(hashOf(phone)));
  const behaviour = behaviourOfNumber(behaviours, phone) ?? drawn ?? { kind: 'always-answer' };
  return { phone, behaviour, unanswered: 0, firstAt: null };
}

/** The person after one more message of the thread, and the answer that the message calls for. */
export function hear(
  person: Person,
  message: Heard,
  dayMs: number,
): { person: Person; reply: PlannedReply | null } {
  if (message.direction === 'from-phone') return { person: { ...person, unanswered: 0 }, reply: null };
  // A bot thanks for the answer: whoever answered that would be thanked for ever.
  if (message.botId !== null) return { person, reply: null };
  const at = Date.parse(message.at);
  const heard = { ...person, unanswered: person.unanswered + 1, firstAt: person.firstAt ?? at };
  const received = { id: message.id, at, attempt: heard.unanswered, firstAt: heard.firstAt };
  return { person: heard, reply: planReply(person.behaviour, received, dayMs) };
}
