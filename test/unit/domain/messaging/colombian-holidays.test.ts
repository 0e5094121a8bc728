import {
  colombianHolidays,
  easterSunday,
  isColombianHoliday,
} from '../../../../domain/messaging/colombian-holidays';

/** The official calendars, month by month. */
const OFFICIAL: Record<number, string> = {
  2024: '01-01 01-08 03-25 03-28 03-29 05-01 05-13 06-03 06-10 07-01 07-20 08-07 08-19 10-14 11-04 11-11 12-08 12-25',
  // In 2025 the Sacred Heart and Saints Peter and Paul fall on the same Monday, 30 June.
  2025: '01-01 01-06 03-24 04-17 04-18 05-01 06-02 06-23 06-30 07-20 08-07 08-18 10-13 11-03 11-17 12-08 12-25',
  2026: '01-01 01-12 03-23 04-02 04-03 05-01 05-18 06-08 06-15 06-29 07-20 08-07 08-17 10-12 11-02 11-16 12-08 12-25',
  2027: '01-01 01-11 03-22 03-25 03-26 05-01 05-10 05-31 06-07 07-05 07-20 08-07 08-16 10-18 11-01 11-15 12-08 12-25',
};

test.each(Object.entries(OFFICIAL))("the holidays of %s are Colombia's official ones", (year, dates) => {
  expect(colombianHolidays(Number(year))).toEqual(dates.split(' ').map((date) => `${year}-${date}`));
});

test.each([
  ['2000-04-23'],
  ['2008-03-23'],
  ['2011-04-24'],
  ['2024-03-31'],
  ['2025-04-20'],
  ['2026-04-05'],
  ['2038-04-25'],
  ['2285-03-22'],
])('Easter Sunday falls on %s', (date) => {
  expect(easterSunday(Number(date.slice(0, 4)))).toBe(date);
});

test('the date a holiday is moved from is a working day', () => {
  expect(isColombianHoliday('2026-01-06')).toBe(false);
  expect(isColombianHoliday('2026-01-12')).toBe(true);
});
