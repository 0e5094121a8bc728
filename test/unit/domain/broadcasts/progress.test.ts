import fc from 'fast-check';
import { NO_SENDS, progressOf } from '../../../../domain/broadcasts/progress';
import { BROADCAST_STATES } from '../../../../domain/broadcasts/broadcast';
import { SEND_STATES } from '../../../../domain/messaging/send';

const tallies = fc.record(Object.fromEntries(SEND_STATES.map((state) => [state, fc.nat(500)])));

describe('the progress of a broadcast', () => {
  it('adds up to its recipients, whatever state they and it are in', () => {
    fc.assert(
      fc.property(tallies, fc.nat(500), fc.constantFrom(...BROADCAST_STATES), (some, unsent, state) => {
        const tally = { ...NO_SENDS, ...some };
        const total = SEND_STATES.reduce((sum, each) => sum + tally[each], 0) + unsent;
        const parts = progressOf({ state, total }, tally);
        const sum =
          parts.pending + parts.sent + parts.failed + parts.suppressed + parts.unconfirmed + parts.cancelled;
        expect(sum).toBe(total);
        expect(parts.percent).toBeGreaterThanOrEqual(0);
        expect(parts.percent).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('counts as cancelled whom a cancelled broadcast never came to', () => {
    const tally = { ...NO_SENDS, accepted: 3 };
    expect(progressOf({ state: 'cancelled', total: 10 }, tally)).toMatchObject({ cancelled: 7, pending: 0 });
    expect(progressOf({ state: 'paused', total: 10 }, tally)).toMatchObject({ cancelled: 0, pending: 7 });
  });
});
