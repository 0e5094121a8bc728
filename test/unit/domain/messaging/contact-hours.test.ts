import {
  isEverWithinContactHours,
  isWithinContactHours,
  nextContactHours,
} from '../../../../domain/messaging/contact-hours';
import { minutesOf } from '../../../../domain/time/civil-date';

const at = (moment: string): [string, number] => [moment.slice(0, 10), minutesOf(moment.slice(11))];

test.each([
  ['2026-03-10 06:59', false, 'Tuesday before seven'],
  ['2026-03-10 07:00', true, 'Tuesday at seven'],
  ['2026-03-10 18:59', true, 'the last minute of a Tuesday'],
  ['2026-03-10 19:00', false, 'Tuesday at seven in the evening'],
  ['2026-03-14 07:59', false, 'Saturday before eight'],
  ['2026-03-14 08:00', true, 'Saturday at eight'],
  ['2026-03-14 14:59', true, 'the last minute of a Saturday'],
  ['2026-03-14 15:00', false, 'Saturday at three'],
  ['2026-03-15 10:00', false, 'Sunday'],
  ['2026-03-23 10:00', false, 'a Monday that is a holiday'],
  ['2026-12-25 10:00', false, 'Christmas Day'],
])('Ley 2300 at %s: %s (%s)', (moment, allowed) => {
  expect(isWithinContactHours(...at(moment))).toBe(allowed);
});

test.each([
  ['2026-03-10 05:00', '2026-03-10', '07:00'],
  ['2026-03-10 19:00', '2026-03-11', '07:00'],
  ['2026-03-13 20:00', '2026-03-14', '08:00'],
  ['2026-03-14 15:00', '2026-03-16', '07:00'],
  ['2026-04-01 20:00', '2026-04-04', '08:00'],
])('after %s contact hours open on %s at %s', (moment, date, time) => {
  expect(nextContactHours(...at(moment))).toEqual({ date, time });
});

test('a time of day is possible when some weekday allows it', () => {
  expect(isEverWithinContactHours('18:00', [6, 7])).toBe(false);
  expect(isEverWithinContactHours('18:00', [5, 6])).toBe(true);
  expect(isEverWithinContactHours('09:00', [7])).toBe(false);
});
