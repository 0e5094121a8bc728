import { DateTime } from 'luxon';
import { luxonZoneClock } from '../../../activities/zone-clock';

test.each([
  ['2026-03-02T14:00:00Z', 'America/Bogota', { date: '2026-03-02', minutes: 540, weekday: 1 }],
  ['2026-03-02T04:59:59Z', 'America/Bogota', { date: '2026-03-01', minutes: 1439, weekday: 7 }],
  ['2026-10-25T00:30:00Z', 'Europe/Madrid', { date: '2026-10-25', minutes: 150, weekday: 7 }],
  ['2026-10-25T01:30:00Z', 'Europe/Madrid', { date: '2026-10-25', minutes: 150, weekday: 7 }],
  ['2026-01-01T00:00:00Z', 'Asia/Kathmandu', { date: '2026-01-01', minutes: 345, weekday: 4 }],
  ['1969-12-31T12:00:00Z', 'UTC', { date: '1969-12-31', minutes: 720, weekday: 3 }],
])('at %s the wall clock of %s shows %o', (at, zone, local) => {
  expect(luxonZoneClock.toLocal(Date.parse(at), zone)).toEqual(local);
});

test.each([
  ['an ordinary time', '2026-03-02', '09:00', 'America/Bogota', '2026-03-02T14:00:00.000Z'],
  [
    'a skipped time, at the end of the gap',
    '2026-03-29',
    '02:30',
    'Europe/Madrid',
    '2026-03-29T01:00:00.000Z',
  ],
  ['the first of two', '2026-10-25', '02:30', 'Europe/Madrid', '2026-10-25T00:30:00.000Z'],
  ['a skipped midnight', '2026-09-06', '00:15', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  ['the first of two before midnight', '2026-04-04', '23:15', 'America/Santiago', '2026-04-05T02:15:00.000Z'],
  ['a gap of half an hour', '2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
  ['a day that Samoa never had', '2011-12-30', '09:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
])('finds the instant of %s', (_, date, time, zone, instant) => {
  expect(new Date(luxonZoneClock.toInstant(date, time, zone)).toISOString()).toBe(instant);
});

test.each(['Europe/Madrid', 'America/Santiago', 'America/New_York', 'Africa/Casablanca'])(
  'agrees with luxon on every hour of a year in %s',
  (zone) => {
    const hours = Array.from({ length: 365 * 24 }, (_, hour) => Date.UTC(2026, 0, 1, hour, 20));
    const disagreeing = hours.filter((at) => {
      const expected = DateTime.fromMillis(at, { zone });
      const { date, minutes } = luxonZoneClock.toLocal(at, zone);
      return minutes !== expected.hour * 60 + expected.minute || date !== expected.toISODate();
    });
    expect(disagreeing).toEqual([]);
  },
);

test('a zone that does not exist is named', () => {
  expect(() => luxonZoneClock.toLocal(0, 'America/Bogotá')).toThrow(
    /America\/Bogotá is not an IANA time zone/,
  );
});
