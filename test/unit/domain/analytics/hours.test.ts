import { hourCount, hoursAround, openHours, partsOf } from '../../../../domain/analytics/hours';

const at = (time: string) => Date.parse(`2026-03-05T${time}Z`);
const shown = ({ from, to }: { from: number; to: number }) =>
  [from, to].map((moment) => new Date(moment).toISOString().slice(8, 16)).join(' to ');

describe('the hours to be counted', () => {
  it.each([
    ['09:59', '10:04', '05T08:00 to 05T11:00'],
    ['09:29', '10:04', '05T07:00 to 05T11:00'],
    ['00:10', '23:00', '04T22:00 to 05T24:00'],
  ])('of an account counted until %s are, at %s, %s', (until, now, hours) => {
    expect(shown(openHours(at(until), at(now)))).toBe(hours.replace('05T24:00', '06T00:00'));
  });

  it('do not lie in the future when clocks disagree', () => {
    expect(openHours(at('15:00'), at('10:04'))).toEqual(openHours(at('10:04'), at('10:04')));
  });

  it('come in days that meet and leave none out', () => {
    const all = hoursAround(Date.parse('2026-03-01T05:30Z'), at('10:04'));
    const parts = [...partsOf(all)];
    expect(parts.map(hourCount)).toEqual([24, 24, 24, 24, 6]);
    expect(parts.every(({ from }, index) => from === (parts[index - 1]?.to ?? all.from))).toBe(true);
    expect(parts.at(-1)?.to).toBe(all.to);
  });
});
