import * as fc from 'fast-check';
import { admit, joined, type WindowCounts } from '../../../../domain/access/sliding-window';

const RULE = { limit: 10, windowMs: 60_000 };

/** Who asks at these moments, and which of them are let in. */
function admitted(moments: readonly number[], rule = RULE): number[] {
  let counts: WindowCounts | undefined;
  return moments.filter((at) => {
    const answer = admit(counts, at, rule);
    if ('counts' in answer) counts = answer.counts;
    return 'counts' in answer;
  });
}

describe('a sliding window', () => {
  it('lets as many in as it may, and no more', () => {
    expect(admitted(Array.from({ length: 25 }, () => 1000))).toHaveLength(10);
  });

  it('does not begin anew at the full minute', () => {
    const around = [...Array.from({ length: 10 }, () => 59_000), ...Array.from({ length: 10 }, () => 61_000)];
    expect(admitted(around)).toHaveLength(10);
  });

  it('forgets what is two windows ago', () => {
    const later = Array.from({ length: 10 }, () => 180_000);
    expect(admitted([...Array.from({ length: 10 }, () => 1000), ...later])).toHaveLength(20);
  });

  it('lets in whoever waited as long as it said, and not one who came much earlier', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(180_000), { maxLength: 60 }), fc.nat(60_000), (times, after) => {
        const sorted = times.toSorted((a, b) => a - b);
        let counts: WindowCounts | undefined;
        for (const at of sorted) {
          const answer = admit(counts, at, RULE);
          if ('counts' in answer) counts = answer.counts;
        }
        const now = (sorted.at(-1) ?? 0) + after;
        const answer = admit(counts, now, RULE);
        if ('counts' in answer) return true;
        const early = now + Math.floor(answer.waitMs * 0.9) - 1;
        return (
          'counts' in admit(counts, now + answer.waitMs, RULE) &&
          (early <= now || 'waitMs' in admit(counts, early, RULE))
        );
      }),
    );
  });
});

describe('what a process knows of a window', () => {
  const mine = { window: 7, current: 3, previous: 1 };

  it('is what all let in, and what it let in since', () => {
    expect(joined(mine, { window: 7, current: 10, previous: 4 }, 2)).toEqual({
      ...mine,
      current: 12,
      previous: 4,
    });
  });

  it('is never less than it let in itself', () => {
    expect(joined(mine, { window: 7, current: 1, previous: 0 }, 1)).toEqual(mine);
  });

  it('learns of the window before from a total that came late, and nothing from older ones', () => {
    expect(joined(mine, { window: 6, current: 9, previous: 9 }, 0)).toEqual({ ...mine, previous: 9 });
    expect(joined(mine, { window: 5, current: 9, previous: 9 }, 0)).toEqual(mine);
  });
});
