import { proxyActivities, sleep } from '@temporalio/workflow';
import type { BroadcastsActivities } from '../../activities/broadcasts.activities';
import { remember, tooManyFailures } from '../../domain/broadcasts/failure-share';
import type { BatchOutcome, BatchWork, BroadcastInput, BroadcastSnapshot, OrdinalRange } from './contract';
import { showProgress, workSummary } from './readable';

const { sendBatch } = proxyActivities<BroadcastsActivities>({
  // A batch ends itself after half a minute; what it called is on record, so that repeating is always safe.
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
});
const { recordCourse } = proxyActivities<BroadcastsActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
});

/** Behind whatever people wait for; one account's batches do not hold up another's. */
const BULK_PRIORITY = 4;

/** Sends the list in lanes until it is through, the broadcast no longer runs or the run has had its batches. */
export async function sendList(
  input: BroadcastInput,
  thread: BroadcastSnapshot,
  budget: number,
): Promise<number> {
  let batches = 0;
  const lane = async () => {
    while (thread.state === 'running' && batches < budget) {
      const range = takeRange(thread);
      if (!range) return;
      batches += 1;
      const outcome = await runBatch(input, thread, { kind: 'list', ...range });
      if (outcome.givenBack) thread.givenBack.push(outcome.givenBack);
      // Nothing done although the broadcast runs: its sender is busy, and asking on at once would not help.
      if (outcome.givenBack?.from === range.from) await sleep('1 second');
    }
  };
  await Promise.all(Array.from({ length: thread.lanes }, lane));
  return batches;
}

export function listIsThrough({ next, total, givenBack }: BroadcastSnapshot): boolean {
  return next > total && givenBack.length === 0;
}

function takeRange(thread: BroadcastSnapshot): OrdinalRange | null {
  const { total } = thread;
  const most = recipientsInTurn(thread);
  const back = thread.givenBack.shift();
  if (back) {
    const to = Math.min(back.to, back.from + most - 1);
    if (to < back.to) thread.givenBack.unshift({ from: to + 1, to: back.to });
    return { from: back.from, to };
  }
  if (thread.next > total) return null;
  const range = { from: thread.next, to: Math.min(total, thread.next + most - 1) };
  thread.next = range.to + 1;
  return range;
}

/** Whole batches, and fewer of them towards the end: what is left is shared by all lanes. */
function recipientsInTurn({ next, total, batchSize, batchesInTurn = 1, lanes }: BroadcastSnapshot): number {
  const share = Math.ceil((total - next + 1) / (lanes * batchSize));
  return batchSize * Math.max(1, Math.min(batchesInTurn, share));
}

/** One activity of batches, and what follows from it for the broadcast. */
export async function runBatch(
  input: BroadcastInput,
  thread: BroadcastSnapshot,
  work: BatchWork,
): Promise<BatchOutcome> {
  const { accountId, broadcastId } = input;
  const outcome = await sendBatch.executeWithOptions(
    {
      summary: workSummary(work),
      priority: { priorityKey: BULK_PRIORITY, fairnessKey: accountId },
    },
    [
      {
        ...{ v: 1, accountId, broadcastId, batchSize: thread.batchSize, work },
        ...{ recent: thread.recent, failureLimit: thread.failureLimit },
      },
    ],
  );
  thread.recent = (outcome.moments ?? [outcome.settled]).reduce(remember, thread.recent);
  const reason = outcome.halt ?? tooManyFailures(thread.recent, thread.failureLimit);
  if (reason !== null && thread.state === 'running') {
    thread.state = 'paused';
    thread.reason = reason;
    thread.recent = [];
    const to = { state: thread.state, reason, pausedItself: true };
    await recordCourse({ v: 1, accountId, broadcastId, from: ['running', 'waiting'], to });
  }
  showProgress(input, thread);
  return outcome;
}
