import type { EpochMs } from '../time/moments';
import type { SendOutcome } from './outcome';
import type { Send } from './send';

/** How a row leaves, or stays in, `dispatching`. */
export type Settlement =
  | { state: 'accepted'; providerId: string }
  | { state: 'rejected'; code: string; detail: string; optedOut: boolean }
  /** Back in line. `attemptSpent` is false when the provider processed nothing. */
  | { state: 'reserved'; notBefore: EpochMs; attemptSpent: boolean; detail: string }
  | { state: 'dispatching'; nextCheckAt: EpochMs; reconciliations: number; detail: string }
  | { state: 'unconfirmed'; detail: string };

/** What a provider shows of a send whose answer was lost. */
export type Lookup =
  | { kind: 'found'; providerId: string }
  | { kind: 'not-found' }
  /** The provider has no list to look in. */
  | { kind: 'cannot-look' }
  /** The look-up itself failed: nothing learnt. */
  | { kind: 'failed'; detail: string };

export interface CheckPlan {
  now: EpochMs;
  /** Milliseconds after dispatch at which a lost answer is looked up. */
  checkDelays: readonly number[];
  /** False for a provider that can never show what it took. */
  canLook: boolean;
}

/** A second call is made at most once, and only after the provider showed that nothing went out. */
export const MAX_CALLS = 2;

/** What one call of the provider makes of its row. */
export function settleOutcome(outcome: SendOutcome, plan: CheckPlan): Settlement {
  switch (outcome.kind) {
    case 'accepted':
      return { state: 'accepted', providerId: outcome.providerId };
    case 'rejected':
      return { state: 'rejected', code: outcome.code, detail: outcome.detail, optedOut: outcome.optedOut };
    case 'not-sent':
      return {
        state: 'reserved',
        notBefore: plan.now + outcome.retryAfterMs,
        attemptSpent: false,
        detail: outcome.detail,
      };
    case 'unknown':
      return plan.canLook
        ? {
            state: 'dispatching',
            nextCheckAt: plan.now + (plan.checkDelays[0] ?? 0),
            reconciliations: 0,
            detail: outcome.detail,
          }
        : { state: 'unconfirmed', detail: outcome.detail };
  }
}

/** What a look-up makes of a row that is still `dispatching`. */
export function settleLookup(
  send: Pick<Send, 'attempts' | 'reconciliations' | 'dispatchedAt'>,
  lookup: Lookup,
  plan: CheckPlan,
): Settlement {
  if (lookup.kind === 'found') return { state: 'accepted', providerId: lookup.providerId };
  if (lookup.kind === 'cannot-look')
    return { state: 'unconfirmed', detail: 'the provider has no list to look in' };
  if (lookup.kind === 'failed') {
    const pause = Math.max(1000, plan.checkDelays[0] ?? 0);
    return {
      state: 'dispatching',
      nextCheckAt: plan.now + pause,
      reconciliations: send.reconciliations,
      detail: lookup.detail,
    };
  }
  const done = send.reconciliations + 1;
  const nextDelay = plan.checkDelays[done];
  if (nextDelay !== undefined) {
    return {
      state: 'dispatching',
      nextCheckAt: Math.max(plan.now, (send.dispatchedAt ?? plan.now) + nextDelay),
      reconciliations: done,
      detail: `not in the provider's list at look-up ${String(done)}`,
    };
  }
  if (send.attempts < MAX_CALLS) {
    return {
      state: 'reserved',
      notBefore: plan.now,
      attemptSpent: true,
      detail: 'the provider shows that nothing went out',
    };
  }
  return { state: 'unconfirmed', detail: 'not in the provider’s list after the second call' };
}
