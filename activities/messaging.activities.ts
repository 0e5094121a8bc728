import type { SendLedger } from '../db/repositories/send-ledger';
import type { SendInput, SendResult } from '../workflows/messaging/contract';
import { later } from './later';
import type { Clock, Dispatcher } from './messaging/dispatcher';

export interface MessagingDeps {
  ledger: SendLedger;
  dispatcher: Dispatcher;
  clock: Clock;
}

export type MessagingActivities = ReturnType<typeof createMessagingActivities>;

/** Single sends. */
export function createMessagingActivities({ ledger, dispatcher, clock }: MessagingDeps) {
  return {
    /** Takes a send to its end; throws a retryable failure while that is still to come. */
    async dispatchSend({ sendId }: SendInput): Promise<SendResult> {
      const send = await ledger.get(sendId);
      if (!send) throw new Error(`Send ${sendId} is not in the ledger`);
      const result = await dispatcher.dispatch(send);
      if (result.kind === 'later') throw later(result.why, result.at - (await clock()));
      return { state: result.send.state };
    },
  };
}
