import { ApplicationFailure, condition, proxyActivities, setHandler } from '@temporalio/workflow';
import type { BroadcastsActivities } from '../../activities/broadcasts.activities';
import { refusalOf, type BroadcastRequest } from '../../domain/broadcasts/operator';
import {
  cancelBroadcast,
  pauseBroadcast,
  resumeBroadcast,
  retryFailedSends,
  scheduleBroadcast,
  setBroadcastRate,
  type BroadcastInput,
  type BroadcastSnapshot,
  type BroadcastView,
} from './contract';
import { viewOf } from './readable';

const { recordCourse, requeueFailed } = proxyActivities<BroadcastsActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
});

type Opened = () => BroadcastSnapshot | null;
type Course = Parameters<BroadcastsActivities['recordCourse']>[0];

/**
 * What operators may ask of a broadcast that has not ended. A request that the rules refuse is turned away by its
 * validator and leaves no trace in the history. Until the broadcast is read there is nothing to judge by: such a
 * request waits, and is judged then.
 */
export function acceptOperators(input: BroadcastInput, opened: Opened): void {
  const whenAllowed = async (request: BroadcastRequest): Promise<BroadcastSnapshot> => {
    await condition(() => opened() !== null);
    const thread = opened();
    if (!thread) throw new Error('The broadcast is opened once and for all');
    check(thread, request);
    return thread;
  };
  const judged = <Asked = void>(request: (asked: Asked) => BroadcastRequest) => ({
    validator: (asked: Asked) => {
      const thread = opened();
      if (thread) check(thread, request(asked));
    },
  });
  const record = (course: Pick<Course, 'from' | 'to'>) => {
    const { accountId, broadcastId } = input;
    return recordCourse({ v: 1, accountId, broadcastId, ...course });
  };

  acceptCourse({ whenAllowed, judged, record });
  setHandler(
    setBroadcastRate,
    async ({ ratePerSecond }): Promise<BroadcastView> => {
      const thread = await whenAllowed({ kind: 'rate', ratePerSecond });
      await record({ to: { ratePerSecond } });
      return viewOf(thread);
    },
    judged<{ ratePerSecond: number | null }>(({ ratePerSecond }) => ({ kind: 'rate', ratePerSecond })),
  );
  setHandler(
    retryFailedSends,
    async ({ codes }): Promise<BroadcastView> => {
      const thread = await whenAllowed({ kind: 'retry' });
      const { accountId, broadcastId } = input;
      await requeueFailed({ v: 1, accountId, broadcastId, codes });
      thread.recent = [];
      if (thread.state === 'waiting') thread.state = 'running';
      return viewOf(thread);
    },
    judged<{ codes: string[] | null }>(() => ({ kind: 'retry' })),
  );
}

interface Handling {
  whenAllowed(request: BroadcastRequest): Promise<BroadcastSnapshot>;
  judged<Asked = void>(request: (asked: Asked) => BroadcastRequest): { validator(asked: Asked): void };
  record(course: Pick<Course, 'from' | 'to'>): Promise<void>;
}

/** Pause, resume, cancel and another start; each answers once the console shows it. */
function acceptCourse({ whenAllowed, judged, record }: Handling): void {
  setHandler(
    pauseBroadcast,
    async ({ reason }) => {
      const thread = await whenAllowed({ kind: 'pause' });
      // At once, so that no further batch begins while the pause is recorded.
      Object.assign(thread, { state: 'paused', reason, waitingUntil: null });
      await record({ to: { state: 'paused', reason, waitingUntil: null, pausedItself: false } });
      return viewOf(thread);
    },
    judged<{ reason: string }>(() => ({ kind: 'pause' })),
  );
  setHandler(
    resumeBroadcast,
    async () => {
      const thread = await whenAllowed({ kind: 'resume' });
      const state = (thread.startAt ?? 0) > Date.now() && thread.next === 1 ? 'scheduled' : 'running';
      // Recorded first: a batch that found the broadcast still paused would give its recipients back.
      await record({ from: ['paused'], to: { state, reason: null } });
      if (thread.state === 'paused') Object.assign(thread, { state, reason: null, recent: [] });
      return viewOf(thread);
    },
    judged(() => ({ kind: 'resume' })),
  );
  setHandler(
    cancelBroadcast,
    async ({ reason }) => {
      const thread = await whenAllowed({ kind: 'cancel' });
      Object.assign(thread, { state: 'cancelled', reason, waitingUntil: null });
      await record({ to: { state: 'cancelled', reason, waitingUntil: null } });
      return viewOf(thread);
    },
    judged<{ reason: string }>(() => ({ kind: 'cancel' })),
  );
  setHandler(
    scheduleBroadcast,
    async ({ startAt }) => {
      const thread = await whenAllowed({ kind: 'schedule', startAt });
      thread.startAt = startAt;
      await record({ to: { scheduledAt: startAt } });
      return viewOf(thread);
    },
    judged<{ startAt: number }>(({ startAt }) => ({ kind: 'schedule', startAt })),
  );
}

function check({ state, next }: BroadcastSnapshot, request: BroadcastRequest): void {
  const refusal = refusalOf({ state, begun: next > 1 }, request);
  if (refusal !== null) throw ApplicationFailure.nonRetryable(refusal, 'Refused');
}
