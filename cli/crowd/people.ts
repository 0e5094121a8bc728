import type { Behaviours } from '../../domain/programs/behaviour';
import type { SimulatedMessage } from '../simulator/follow-messages';
import type { Person } from './person';
import { hear, personOf } from './person';
import type { PlannedReply } from './reply-plan';

export type People = ReturnType<typeof createPeople>;

/** Everybody the crowd plays, by phone. */
export function createPeople(behaviours: Behaviours, dayMs: number) {
  const people = new Map<string, Person>();
  return {
    has: (phone: string) => people.has(phone),
    get: (phone: string) => people.get(phone),

    /** Lets somebody join, once. */
    join(phone: string): void {
      if (!people.has(phone)) people.set(phone, personOf(phone, behaviours));
    },

    /** Attempts of the current day that the simulator has not seen, such as those of an old script. */
    remember(phone: string, attempts: number): void {
      const person = people.get(phone);
      if (person) people.set(phone, { ...person, unanswered: Math.max(person.unanswered, attempts) });
    },

    /** Takes one message in; the answer it calls for, or null. Strangers' messages are nobody's. */
    take(message: SimulatedMessage): PlannedReply | null {
      const person = people.get(message.phone);
      if (!person) return null;
      const heard = hear(person, message, dayMs);
      people.set(message.phone, heard.person);
      return heard.reply;
    },

    /** Takes a whole thread in; the answers that are still owed, by phone. */
    takeThread(messages: readonly SimulatedMessage[]): Map<string, PlannedReply> {
      const owed = new Map<string, PlannedReply>();
      for (const message of messages) {
        const reply = this.take(message);
        if (reply) owed.set(message.phone, reply);
        else if (message.direction === 'from-phone') owed.delete(message.phone);
      }
      return owed;
    },
  };
}
