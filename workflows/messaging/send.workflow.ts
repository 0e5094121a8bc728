import { condition, proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { MessagingActivities } from '../../activities/messaging.activities';
import { sendCancelled, type SendInput, type SendResult } from './contract';

const { dispatchSend } = proxyActivities<MessagingActivities>({
  startToCloseTimeout: '1 minute',
  // The ledger decides whether a repeated attempt may call the provider, so repeating is always safe.
  retry: { initialInterval: '1 second', maximumInterval: '5 minutes' },
});

/** One message from the API or a person: at its time dispatched, and settled however long the provider takes. */
export async function sendWorkflow(input: SendInput): Promise<SendResult> {
  let cancelled = false;
  setHandler(sendCancelled, () => void (cancelled = true));
  if (input.startAt !== undefined) {
    setCurrentDetails(`Goes out at ${new Date(input.startAt).toISOString()}`);
    const wait = Math.max(0, input.startAt - Date.now());
    await condition(() => cancelled, wait, { summary: 'the time of the message' });
  }
  const result = await dispatchSend(input);
  setCurrentDetails(`The send is **${result.state}**`);
  return result;
}
