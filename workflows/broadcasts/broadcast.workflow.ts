import { allHandlersFinished, condition, proxyActivities, setHandler } from '@temporalio/workflow';
import type { BroadcastsActivities } from '../../activities/broadcasts.activities';
import { continueAsNewOnCurrentRelease } from '../next-run';
import { sendList } from './batches';
import { getBroadcast, type BroadcastInput, type BroadcastResult, type BroadcastSnapshot } from './contract';
import { acceptOperators } from './operator-updates';
import { showProgress, viewOf } from './readable';
import { settleCancelled, settleLeftovers } from './settle';

const { openBroadcast, recordCourse, finishBroadcast } = proxyActivities<BroadcastsActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
});

/** Some 3,000 events: far from Temporal's limit, and quick to replay. */
const BATCHES_A_RUN = 400;

/**
 * One message to a list: waits for its start, sends batch after batch, settles what stayed open, and ends completed
 * or cancelled. What became of each recipient is in the send ledger; here are only ranges and times.
 */
export async function broadcastWorkflow(input: BroadcastInput): Promise<BroadcastResult> {
  let opened: BroadcastSnapshot | null = input.resumed ?? null;
  // Before anything is awaited: an update without a handler is refused, where a signal would wait.
  acceptOperators(input, () => opened);
  const thread = (opened ??= await openBroadcast(input));
  setHandler(getBroadcast, () => viewOf(thread));

  let batches = 0;
  while (thread.state !== 'completed' && thread.state !== 'cancelled') {
    showProgress(input, thread);
    if (thread.state === 'scheduled') await untilStart(input, thread);
    else if (thread.state === 'paused') await condition(() => thread.state !== 'paused');
    else if (batches >= BATCHES_A_RUN) await beginNewRun(input, thread);
    else {
      batches += await sendList(input, thread, BATCHES_A_RUN - batches);
      batches += await settleLeftovers(input, thread);
    }
  }
  if (thread.state === 'cancelled') await settleCancelled(input);
  await condition(allHandlersFinished);
  showProgress(input, thread);
  const { accountId, broadcastId } = input;
  return finishBroadcast({ v: 1, accountId, broadcastId, state: thread.state });
}

async function untilStart(
  { accountId, broadcastId }: BroadcastInput,
  thread: BroadcastSnapshot,
): Promise<void> {
  const { startAt } = thread;
  const moved = () => thread.state !== 'scheduled' || thread.startAt !== startAt;
  const delay = (startAt ?? 0) - Date.now();
  if (delay > 0 && (await condition(moved, delay, { summary: 'the start of the broadcast' }))) return;
  const to = { state: 'running' as const, startedAt: Date.now() };
  await recordCourse({ v: 1, accountId, broadcastId, from: ['scheduled'], to });
  if (thread.state === 'scheduled') thread.state = 'running';
}

/** An operator who was heard meanwhile is answered in this run, and judged again by the loop. */
async function beginNewRun(input: BroadcastInput, thread: BroadcastSnapshot): Promise<void> {
  await condition(allHandlersFinished);
  if (thread.state !== 'running') return;
  const { v, accountId, broadcastId, startAt } = input;
  await continueAsNewOnCurrentRelease<typeof broadcastWorkflow>({
    v,
    accountId,
    broadcastId,
    startAt,
    resumed: thread,
  });
}
