import fc from 'fast-check';
import {
  failureShare,
  JUDGED_SENDS,
  remember,
  type SettledSoFar,
} from '../../../../domain/broadcasts/failure-share';

const batches = fc.array(
  fc
    .integer({ min: 1, max: 150 })
    .chain((sends) => fc.tuple(fc.constant(sends), fc.integer({ min: 0, max: sends }))),
  { minLength: 1, maxLength: 40 },
);

/** The moments after each batch, with only what is kept of them. */
function played(sizes: readonly (readonly [number, number])[]): SettledSoFar[] {
  let sofar: SettledSoFar = { settled: 0, failed: 0 };
  let moments: SettledSoFar[] = remember([], sofar);
  for (const [sends, refused] of sizes) {
    sofar = { settled: sofar.settled + sends, failed: sofar.failed + refused };
    moments = remember(moments, sofar);
  }
  return moments;
}

describe('the share of failures', () => {
  it('is not judged by fewer than 200 sends', () => {
    expect(failureShare(played([[JUDGED_SENDS - 1, 150]]))).toBeNull();
    expect(failureShare(played([[JUDGED_SENDS, 150]]))).toBe(0.75);
  });

  it('forgets failures of long ago', () => {
    expect(failureShare(played([[100, 100], ...Array.from({ length: 5 }, () => [100, 0] as const)]))).toBe(0);
  });

  it('lies between none and all, by what is kept as by everything', () => {
    fc.assert(
      fc.property(batches, (sizes) => {
        const share = failureShare(played(sizes));
        const total = sizes.reduce((sum, [sends]) => sum + sends, 0);
        if (total < JUDGED_SENDS) expect(share).toBeNull();
        else {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
