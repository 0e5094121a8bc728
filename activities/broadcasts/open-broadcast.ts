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
  const state = stateAt(found, { now, startAt: input.startAt, retries: retryFailed !== undefined });
  if (retryFailed && state === 'running') await deps.sends.requeueRejected(input, retryFailed.codes);
  await noteCourse(deps, found, { state, startAt: input.startAt, now });
  return snapshotOf(found, deps.batchesInTurn, {
    state,
    reason: state === found.state ? found.reason : null,
    startAt: input.startAt,
    next: await firstUnsent(deps, found),
  });
}

async function noteCourse(
  { broadcasts }: BroadcastsDeps,
  found: Broadcast,
  { state, startAt, now }: { state: BroadcastState; startAt: number | null; now: number },
): Promise<void> {
  if (state === found.state && state !== 'scheduled') return;
  const started = state === 'running' && found.startedAt === null && { startedAt: now };
  const to = { state, reason: null, scheduledAt: startAt, finishedAt: null, ...started };
  await broadcasts.change(found.accountId, found.id, { to });
}

/** One that had begun goes on behind whoever has a row. */
async function firstUnsent({ recipients }: BroadcastsDeps, found: Broadcast): Promise<number> {
  if (found.startedAt === null) return 1;
  const unsent = await recipients.unsent({ accountId: found.accountId, broadcastId: found.id });
  return unsent?.from ?? found.total + 1;
}

type Course = Pick<BroadcastSnapshot, 'state' | 'reason' | 'startAt' | 'next'>;

function snapshotOf(
  { total, batchSize, lanes, failureLimit }: Broadcast,
  batchesInTurn: number,
  course: Course,
): BroadcastSnapshot {
  return {
    ...course,
    total,
    batchSize,
    batchesInTurn,
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
