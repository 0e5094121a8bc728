import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { MessagingActivities } from '../../activities/messaging.activities';
import type { SendInput, SendResult } from './contract';

const { dispatchSend } = proxyActivities<MessagingActivities>({
  startToCloseTimeout: '1 minute',
  // The ledger decides whether a repeated attempt may call the provider, so repeating is always safe.
  retry: { initialInterval: '1 second', maximumInterval: '5 minutes' },
});

/** One message from the API or a person: dispatched, and settled however long the provider takes. */
export async function sendWorkflow(input: SendInput): Promise<SendResult> {
  const result = await dispatchSend(input);
  setCurrentDetails(`The send is **${result.state}**`);
  return result;
}
