import { answeredOf, UNANSWERED, WAIT_BOUNDS, waitAt } from '../../../../domain/analytics/response-times';
import { createSeededRandom } from '../../../support/seeded-random';

/** What the database does: the class whose upper bound is the first above the wait. */
function counted(waits: readonly number[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const wait of waits) {
    const number = WAIT_BOUNDS.findIndex((bound) => wait < bound);
    counts[number] = (counts[number] ?? 0) + 1;
  }
  return counts;
}

describe('waits', () => {
  it('have classes from a millisecond to beyond an hour, each at most a tenth wider than the one before', () => {
    expect(WAIT_BOUNDS[0]).toBeLessThan(1.2);
    expect(WAIT_BOUNDS.at(-1)).toBeGreaterThanOrEqual(3_600_000);
    expect(
      WAIT_BOUNDS.every((bound, index) => index === 0 || bound / (WAIT_BOUNDS[index - 1] ?? 0) < 1.11),
    ).toBe(true);
  });

  it.each([1, 2, 3, 4])('have percentiles at most a tenth above the true ones (seed %i)', (seed) => {
    const random = createSeededRandom(seed);
    const waits = Array.from({ length: 500 }, () => 10 + random() ** 4 * 3_000_000).sort(
      (one, other) => one - other,
    );
    for (const share of [0.5, 0.95]) {
      const truth = waits[Math.ceil(share * waits.length) - 1] ?? NaN;
      const told = waitAt(share, counted(waits)) ?? NaN;
      expect(told).toBeGreaterThanOrEqual(Math.floor(truth));
      expect(told).toBeLessThanOrEqual(truth * 1.1 + 1);
    }
  });

  it('are those of the answered alone', () => {
    const counts = { ...counted([1000, 1000]), [UNANSWERED]: 7 };
    expect(answeredOf(counts)).toBe(2);
    expect(waitAt(0.95, counts)).toBe(waitAt(0.5, counts));
  });

  it('have no percentile where nobody was answered', () => {
    expect(waitAt(0.5, { [UNANSWERED]: 3 })).toBeNull();
  });
});
