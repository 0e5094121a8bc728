import { condition, proxyActivities, sleep } from '@temporalio/workflow';
import type { BroadcastsActivities } from '../../activities/broadcasts.activities';
import type { EpochMs } from '../../domain/time/moments';
import { listIsThrough, runBatch } from './batches';
import type { BroadcastInput, BroadcastSnapshot, Leftovers } from './contract';
import { showProgress } from './readable';

const { settleBroadcast, recordCourse } = proxyActivities<BroadcastsActivities>({
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
});

/** A shorter wait is not worth telling anybody. */
const WORTH_TELLING_MS = 10_000;
const SHORTEST_WAIT_MS = 200;

/**
 * Once the list is through: looks up lost answers, sends what had to wait, and waits for the next of these; with
 * nothing left the broadcast is completed. Returns how many activities that took.
 */
export async function settleLeftovers(input: BroadcastInput, thread: BroadcastSnapshot): Promise<number> {
  if (thread.state !== 'running' || !listIsThrough(thread)) return 0;
  const { accountId, broadcastId } = input;
  const left = await settleBroadcast({ v: 1, accountId, broadcastId, cancelled: false });
  if (!stillRuns(thread)) return 1;
  if (left.unsent) {
    thread.givenBack.push(left.unsent);
    return 1;
  }
  if (left.due > 0) return 1 + (await sendDue(input, thread, left));
  if (left.nextAt !== null) await waitUntil(input, thread, left.nextAt);
  else thread.state = 'completed';
  return 1;
}

async function sendDue(
  input: BroadcastInput,
  thread: BroadcastSnapshot,
  { due }: Leftovers,
): Promise<number> {
  const lanes = Math.min(thread.lanes, Math.ceil(due / thread.batchSize));
  await Promise.all(
    Array.from({ length: lanes }, (_, lane) => runBatch(input, thread, { kind: 'waiting', lane, lanes })),
  );
  return lanes;
}

async function waitUntil(input: BroadcastInput, thread: BroadcastSnapshot, at: EpochMs): Promise<void> {
  const { accountId, broadcastId } = input;
  const delay = Math.max(SHORTEST_WAIT_MS, at - Date.now());
  if (delay < WORTH_TELLING_MS) {
    await condition(() => thread.state !== 'running', delay);
    return;
  }
  thread.state = 'waiting';
  thread.waitingUntil = at;
  showProgress(input, thread);
  await recordCourse({
    v: 1,
    accountId,
    broadcastId,
    from: ['running'],
    to: { state: 'waiting', waitingUntil: at },
  });
  await condition(() => !waits(thread), Math.max(SHORTEST_WAIT_MS, at - Date.now()), {
    summary: 'what is left',
  });
  thread.waitingUntil = null;
  if (waits(thread)) thread.state = 'running';
  const to = { state: 'running' as const, waitingUntil: null };
  await recordCourse({ v: 1, accountId, broadcastId, from: ['waiting'], to });
}

/** Whatever was called before the cancellation still comes to its end. */
export async function settleCancelled({ accountId, broadcastId }: BroadcastInput): Promise<void> {
  for (;;) {
    const left = await settleBroadcast({ v: 1, accountId, broadcastId, cancelled: true });
    if (left.nextAt === null) return;
    await sleep(Math.max(SHORTEST_WAIT_MS, left.nextAt - Date.now()));
  }
}

/** Asked after something was awaited: an operator may have changed it meanwhile. */
function stillRuns({ state }: BroadcastSnapshot): boolean {
  return state === 'running';
}

function waits({ state }: BroadcastSnapshot): boolean {
  return state === 'waiting';
}
