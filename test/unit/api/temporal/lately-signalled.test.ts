import { createLatelySignalled } from '../../../../api/temporal/lately-signalled';

const MINUTE = 60_000;

describe('the conversations signalled of late', () => {
  it('are those of the last five minutes, counted from the latest signal', () => {
    let at = 0;
    const lately = createLatelySignalled({ now: () => at });
    expect(lately.has('a')).toBe(false);
    lately.add('a');
    at = 4 * MINUTE;
    expect(lately.has('a')).toBe(true);
    lately.add('a');
    at = 8 * MINUTE;
    expect(lately.has('a')).toBe(true);
    at = 9 * MINUTE;
    expect(lately.has('a')).toBe(false);
  });

  it('are never more than so many: the longest silent are forgotten', () => {
    const lately = createLatelySignalled({ most: 2 });
    for (const dialogId of ['a', 'b', 'a', 'c']) lately.add(dialogId);
    expect(['a', 'b', 'c'].map((dialogId) => lately.has(dialogId))).toEqual([true, false, true]);
  });
});
