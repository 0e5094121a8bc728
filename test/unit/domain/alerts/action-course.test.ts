import fc from 'fast-check';
import { afterTry, MOST_TRIES, type ActionResult } from '../../../../domain/alerts/action-course';

const NOW = 1_800_000_000_000;
const away: ActionResult = { kind: 'failed', reason: 'the receiver answered 503', lasting: false };
const gone: ActionResult = { kind: 'failed', reason: 'the receiver answered 410', lasting: true };

describe('after a try, an action', () => {
  it.each([
    ['that was done is done', { kind: 'done' } as const, 3, { state: 'done', nextAt: null, reason: null }],
    [
      'that failed first is due in ten seconds',
      away,
      1,
      { state: 'due', nextAt: NOW + 10_000, reason: away.reason },
    ],
    [
      'that failed again is due in a minute',
      away,
      2,
      { state: 'due', nextAt: NOW + 60_000, reason: away.reason },
    ],
    ['that failed for good is given up', gone, 1, { state: 'failed', nextAt: null, reason: gone.reason }],
    ['that failed often enough is given up', away, 8, { state: 'failed', nextAt: null, reason: away.reason }],
  ])('%s', (_what, result, tries, expected) => {
    expect(afterTry(result, tries, NOW)).toEqual(expected);
  });

  it('never waits less than after the try before, and is given up once and for all', () => {
    const tries = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(tries, fc.integer({ min: 0, max: NOW }), (count, now) => {
        const [here, next] = [afterTry(away, count, now), afterTry(away, count + 1, now)];
        const isOver = count >= MOST_TRIES;
        expect(here.state).toBe(isOver ? 'failed' : 'due');
        expect(here.nextAt === null).toBe(isOver);
        if (here.nextAt !== null) expect(here.nextAt).toBeGreaterThan(now);
        if (here.nextAt !== null && next.nextAt !== null) expect(next.nextAt).toBeGreaterThan(here.nextAt);
      }),
    );
  });
});
