import type { BroadcastChange } from '../db/repositories/broadcasts';
import type { BroadcastState } from '../domain/broadcasts/broadcast';
import { progressOf } from '../domain/broadcasts/progress';
import type { BatchInput, BroadcastInput, BroadcastResult } from '../workflows/broadcasts/contract';
import type { BroadcastsDeps } from './broadcasts/broadcasts-deps';
import { openBroadcast } from './broadcasts/open-broadcast';
import { sendBatches } from './broadcasts/send-batches';
import { settleBroadcast, type SettleRequest } from './broadcasts/settle-broadcast';
import { stillAlive } from './still-alive';

export interface CourseRequest {
  v: 1;
  accountId: string;
  broadcastId: string;
  /** Steps of the workflow itself are made from these states only: an operator may have been quicker. */
  from?: BroadcastState[];
  to: BroadcastChange;
}

export interface FinishRequest {
  v: 1;
  accountId: string;
  broadcastId: string;
  state: 'completed' | 'cancelled';
}

export type BroadcastsActivities = ReturnType<typeof createBroadcastsActivities>;

/** The work of broadcasts; each may be repeated at any point. */
export function createBroadcastsActivities(deps: BroadcastsDeps) {
  const { broadcasts, sends, clock } = deps;
  return {
    openBroadcast: (input: BroadcastInput) => openBroadcast(deps, input),

    sendBatch: (input: BatchInput) => stillAlive(() => sendBatches(deps, input)),

    settleBroadcast: (input: SettleRequest) => stillAlive(() => settleBroadcast(deps, input)),

    async recordCourse({ accountId, broadcastId, from, to }: CourseRequest): Promise<void> {
      await broadcasts.change(accountId, broadcastId, { ...(from && { from }), to });
    },

    async requeueFailed(input: { v: 1; accountId: string; broadcastId: string; codes: string[] | null }) {
      return sends.requeueRejected(input, input.codes);
    },

    async finishBroadcast({ accountId, broadcastId, state }: FinishRequest): Promise<BroadcastResult> {
      const to = { state, finishedAt: await clock(), waitingUntil: null };
      const broadcast = await broadcasts.change(accountId, broadcastId, { to });
      if (!broadcast) throw new Error(`Broadcast ${broadcastId} vanished`);
      const progress = progressOf(broadcast, await broadcasts.tally(accountId, broadcastId));
      const { total, sent, failed, suppressed, unconfirmed, cancelled } = progress;
      return { state, total, sent, failed, suppressed, unconfirmed, cancelled };
    },
  };
}
