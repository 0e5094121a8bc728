import { ApplicationFailure } from '@temporalio/common';
import type { Broadcast, BroadcastState } from '../../domain/broadcasts/broadcast';
import type { BroadcastInput, BroadcastSnapshot } from '../../workflows/broadcasts/contract';
import type { BroadcastsDeps } from './broadcasts-deps';

/** What the workflow has to know of its broadcast; notes that it is scheduled or runs. */
export async function openBroadcast(deps: BroadcastsDeps, input: BroadcastInput): Promise<BroadcastSnapshot> {
  const { accountId, broadcastId, retryFailed } = input;
  const found = await deps.broadcasts.get(accountId, broadcastId);
  if (!found || found.state === 'importing') {
    throw ApplicationFailure.nonRetryable('The list of this broadcast is not there to be sent to.');
  }
  const now = await deps.clock();
  const begun = found.startedAt !== null;
  const state = stateAt(found, { now, startAt: input.startAt, retries: retryFailed !== undefined });
  if (retryFailed && state === 'running') await deps.sends.requeueRejected(input, retryFailed.codes);
  if (state !== found.state || state === 'scheduled') {
    const to = { state, reason: null, scheduledAt: input.startAt, finishedAt: null };
    const started = state === 'running' && !begun && { startedAt: now };
    await deps.broadcasts.change(accountId, broadcastId, { to: { ...to, ...started } });
  }
  const unsent = begun ? await deps.recipients.unsent(input) : { from: 1 };
  return snapshotOf(found, {
    state,
    reason: state === found.state ? found.reason : null,
    startAt: input.startAt,
    next: unsent?.from ?? found.total + 1,
  });
}

type Course = Pick<BroadcastSnapshot, 'state' | 'reason' | 'startAt' | 'next'>;

function snapshotOf({ total, batchSize, lanes, failureLimit }: Broadcast, course: Course): BroadcastSnapshot {
  return {
    ...course,
    total,
    batchSize,
    lanes,
    failureLimit,
    waitingUntil: null,
    givenBack: [],
    recent: [],
  };
}

/** One that ended stays ended unless what it was refused is to be sent again; one that was paused stays paused. */
function stateAt(
  { state }: Broadcast,
  { now, startAt, retries }: { now: number; startAt: number | null; retries: boolean },
): BroadcastState {
  if (state === 'cancelled' || state === 'paused') return state;
  if (state === 'completed') return retries ? 'running' : state;
  return startAt !== null && startAt > now ? 'scheduled' : 'running';
}
