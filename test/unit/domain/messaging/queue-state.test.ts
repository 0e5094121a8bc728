import {
  QUEUE_STATES,
  queuedAs,
  queueStateOf,
  refusalOfRetry,
} from '../../../../domain/messaging/queue-state';
import { SEND_STATES } from '../../../../domain/messaging/send';

describe('the queue as a view of the ledger', () => {
  it('has one state for each row, and finds the row by it', () => {
    for (const state of SEND_STATES) {
      for (const dispatchedAt of [null, 1]) {
        const queued = queueStateOf({ state, dispatchedAt });
        const { states, called } = queuedAs(queued);
        expect(states).toContain(state);
        expect(called ?? dispatchedAt !== null).toBe(dispatchedAt !== null);
      }
    }
    expect(QUEUE_STATES.flatMap((state) => queuedAs(state).states)).toEqual(
      expect.arrayContaining([...SEND_STATES]),
    );
  });

  it('tells what waits for its first call from what waits for another', () => {
    expect(queueStateOf({ state: 'reserved', dispatchedAt: null })).toBe('pending');
    expect(queueStateOf({ state: 'reserved', dispatchedAt: 1 })).toBe('retry');
  });
});

describe('trying a failed message again', () => {
  const retry = (state: (typeof SEND_STATES)[number], idempotencyKey = 'message:a', mayRepeat = false) =>
    refusalOfRetry({ state, idempotencyKey }, { mayRepeat });

  it.each(['rejected', 'suppressed'] as const)('is allowed for one that was %s', (state) => {
    expect(retry(state)).toBeNull();
  });

  it.each(['reserved', 'dispatching', 'accepted', 'read', 'cancelled'] as const)(
    'is refused for one that is %s',
    (state) => {
      expect(retry(state)).toMatch(/only a failed one/);
    },
  );

  it('is refused where it may have gone out already, unless somebody takes that upon them', () => {
    expect(retry('unconfirmed')).toMatch(/mayRepeat/);
    expect(retry('unconfirmed', 'message:a', true)).toBeNull();
  });

  it("is a program's own affair with a program's messages", () => {
    expect(retry('rejected', 'enrollment:1:s1d1:a1', true)).toMatch(/program decides/);
  });
});
