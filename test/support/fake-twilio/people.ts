import { hear, personOf, type Person } from '../../../cli/crowd/person';
import type { Behaviours } from '../../../domain/programs/behaviour';
import { fromTwilioAddress } from './addresses';
import type { FakeTwilio } from './fake-twilio';
import type { LedgerMessage } from './ledger';

/** People behind the fake's numbers: they answer accepted messages by their behaviour, as `hilo crowd` does. */
export function createTwilioPeople(behaviours: Behaviours, dayMs: number) {
  const people = new Map<string, Person>();
  return {
    onAccepted(message: LedgerMessage, fake: FakeTwilio): void {
      const phone = fromTwilioAddress(message.to);
      const before = people.get(phone) ?? personOf(phone, behaviours);
      const at = new Date(message.createdAt).toISOString();
      const heard = hear(before, { id: message.sid, direction: 'to-phone', botId: null, at }, dayMs);
      people.set(phone, heard.person);
      if (!heard.reply) return;
      const { text } = heard.reply;
      const answer = () => {
        people.set(phone, { ...heard.person, unanswered: 0 });
        void fake.sendInbound({ from: phone, body: text });
      };
      setTimeout(answer, Math.max(0, heard.reply.at - Date.now())).unref();
    },
  };
}
