import fc from 'fast-check';
import { blockSize, takeSlots, type SlotQueue } from '../../../../domain/messaging/slot-block';

const HORIZON_MS = 250;
const intervals = fc.constantFrom(0.1, 1, 10, 12.5, 15.625, 100, 1000);

/** Lets lanes ask at their own times, and gives when each message would leave. */
function play(intervalMs: number[], asks: { afterMs: number; count: number }[]): number[] {
  const queues: SlotQueue[] = intervalMs.map((each) => ({ nextFreeAt: 0, intervalMs: each }));
  const left: number[] = [];
  let now = 0;
  for (const { afterMs, count } of asks) {
    now += afterMs;
    const taken = takeSlots(queues, { count, now, horizonMs: HORIZON_MS });
    if (taken.kind === 'later') {
      now = Math.max(now, taken.at);
      continue;
    }
    for (const [index, queue] of queues.entries()) queue.nextFreeAt = taken.nextFreeAt[index] ?? 0;
    for (let n = 0; n < count; n += 1) left.push(taken.startAt + n * taken.intervalMs);
  }
  return left;
}

const asks = fc.array(
  fc.record({ afterMs: fc.integer({ min: 0, max: 2000 }), count: fc.integer({ min: 1, max: 30 }) }),
  {
    minLength: 2,
    maxLength: 30,
  },
);

describe('slots in blocks', () => {
  it('leave no two messages nearer than the slowest limit allows, whoever asks when', () => {
    fc.assert(
      fc.property(fc.array(intervals, { minLength: 1, maxLength: 3 }), asks, (limits, lanes) => {
        const slowest = Math.max(...limits);
        const at = play(limits, lanes);
        for (const [place, moment] of at.entries()) {
          const before = at[place - 1];
          if (before !== undefined) expect(moment - before).toBeGreaterThanOrEqual(slowest - 1e-6);
        }
      }),
    );
  });

  it('begin no later than the horizon, so that nobody holds slots for long', () => {
    fc.assert(
      fc.property(intervals, asks, (limit, lanes) => {
        const queues = [{ nextFreeAt: 0, intervalMs: limit }];
        let now = 0;
        for (const { afterMs, count } of lanes) {
          now += afterMs;
          const taken = takeSlots(queues, { count, now, horizonMs: HORIZON_MS });
          if (taken.kind === 'later') expect(taken.at).toBeGreaterThan(now);
          else {
            expect(taken.startAt - now).toBeLessThanOrEqual(HORIZON_MS);
            queues[0] = { nextFreeAt: taken.nextFreeAt[0] ?? 0, intervalMs: limit };
          }
        }
      }),
    );
  });

  it('leave room between them for the faster limit they share', () => {
    const taken = takeSlots(
      [
        { nextFreeAt: 0, intervalMs: 12.5 },
        { nextFreeAt: 0, intervalMs: 10 },
      ],
      { count: 20, now: 0, horizonMs: HORIZON_MS },
    );
    expect(taken).toEqual({ kind: 'block', startAt: 0, intervalMs: 12.5, nextFreeAt: [250, 200] });
  });

  it('are as many as leave in a quarter of a second, at least one and at most the batch', () => {
    expect([blockSize(12.5, 100), blockSize(5000, 100), blockSize(0.1, 100), blockSize(0, 100)]).toEqual([
      20, 1, 100, 100,
    ]);
  });
});
