import type { Send, SendState } from './send';

/** The states of the first platform's message queue: another view of the send ledger. */
export const QUEUE_STATES = ['pending', 'processing', 'sent', 'failed', 'retry', 'cancelled'] as const;
export type QueueState = (typeof QUEUE_STATES)[number];

/** Which rows of the ledger a state of the queue is; one that was called and waits again is a retry. */
export interface QueuedAs {
  states: readonly SendState[];
  /** Whether the provider was called; null where it says nothing. */
  called: boolean | null;
}

const QUEUED_AS: Readonly<Record<QueueState, QueuedAs>> = {
  pending: { states: ['reserved'], called: false },
  retry: { states: ['reserved'], called: true },
  processing: { states: ['dispatching'], called: null },
  sent: { states: ['accepted', 'delivered', 'read'], called: null },
  failed: { states: ['rejected', 'suppressed', 'unconfirmed'], called: null },
  cancelled: { states: ['cancelled'], called: null },
};

export function queuedAs(state: QueueState): QueuedAs {
  return QUEUED_AS[state];
}

/** Where a send is in the words of the queue. */
export function queueStateOf({ state, dispatchedAt }: Pick<Send, 'state' | 'dispatchedAt'>): QueueState {
  if (state === 'reserved') return dispatchedAt === null ? 'pending' : 'retry';
  const found = QUEUE_STATES.find((one) => QUEUED_AS[one].states.includes(state));
  if (!found) throw new Error(`The queue has no word for ${state}`);
  return found;
}

/** Why a failed send may not be put in line again by hand; null when it may. */
export function refusalOfRetry(
  send: Pick<Send, 'state' | 'idempotencyKey'>,
  { mayRepeat }: { mayRepeat: boolean },
): string | null {
  const { state, idempotencyKey } = send;
  if (!QUEUED_AS.failed.states.includes(state))
    return `The send is ${state}: only a failed one can be tried again.`;
  if (idempotencyKey.startsWith('enrollment:')) {
    return 'A program decides itself what it sends again: see hilo enrollments, retry-day.';
  }
  if (state !== 'unconfirmed' || mayRepeat) return null;
  return 'Nobody can tell whether it went out: look at the provider, then say mayRepeat.';
}
