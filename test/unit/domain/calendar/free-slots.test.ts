import fc from 'fast-check';
import { luxonZoneClock as clock } from '../../../../activities/zone-clock';
import { DEFAULT_CALENDAR, type CalendarSettings } from '../../../../domain/calendar/calendar-settings';
import { freeSlots, type Interval } from '../../../../domain/calendar/free-slots';
import { minutesOf } from '../../../../domain/time/civil-date';

const HOUR = 3_600_000;
const at = (written: string) => Date.parse(written);

interface Asked {
  settings?: Partial<CalendarSettings>;
  busy?: [string, string][];
  from: string;
  to: string;
  minutes?: number;
  now?: string;
}

/** The slots of a search, as the calendar's own wall clock shows when they begin. */
function slots({ settings = {}, busy = [], from, to, minutes = 60, now = '2026-03-01T00:00:00Z' }: Asked) {
  const rules = { ...DEFAULT_CALENDAR, slotMinutes: 60, noticeMinutes: 0, horizonDays: 366, ...settings };
  const found = freeSlots({
    settings: rules,
    busy: busy.map(([startsAt, endsAt]) => ({ startsAt: at(startsAt), endsAt: at(endsAt) })),
    within: { startsAt: at(from), endsAt: at(to) },
    ...{ minutes, now: at(now), clock },
  });
  return found.map(({ startsAt }) =>
    new Date(startsAt).toLocaleString('sv-SE', { timeZone: rules.zone }).slice(5, 16),
  );
}

/** Monday 2 March 2026 in Bogotá, which is five hours behind UTC. */
const MONDAY = { from: '2026-03-02T05:00:00Z', to: '2026-03-03T05:00:00Z' };
const morning = { '1': [{ from: '09:00', to: '12:00' }] };

describe('slots', () => {
  test.each<[string, Asked, string[]]>([
    [
      'fill the hours of their day',
      { ...MONDAY, settings: { hours: morning } },
      ['03-02 09:00', '03-02 10:00', '03-02 11:00'],
    ],
    [
      'end within the hours',
      { ...MONDAY, minutes: 90, settings: { hours: morning } },
      ['03-02 09:00', '03-02 10:00'],
    ],
    ['are none on a day that is absent', { ...MONDAY, settings: { hours: { '2': morning['1'] } } }, []],
    [
      'begin a notice from now',
      { ...MONDAY, now: '2026-03-02T14:00:00Z', settings: { hours: morning, noticeMinutes: 90 } },
      ['03-02 11:00'],
    ],
    [
      'begin before the horizon',
      { ...MONDAY, now: '2026-03-01T15:00:00Z', settings: { hours: morning, horizonDays: 1 } },
      ['03-02 09:00'],
    ],
    [
      'leave out what is taken',
      { ...MONDAY, settings: { hours: morning }, busy: [['2026-03-02T15:00:00Z', '2026-03-02T16:00:00Z']] },
      ['03-02 09:00', '03-02 11:00'],
    ],
    [
      'keep the buffer before and after what is taken',
      {
        ...MONDAY,
        settings: { hours: { '1': [{ from: '08:00', to: '13:00' }] }, bufferMinutes: 10 },
        busy: [['2026-03-02T15:00:00Z', '2026-03-02T16:00:00Z']],
      },
      ['03-02 08:00', '03-02 12:00'],
    ],
    [
      'may last until midnight',
      { ...MONDAY, settings: { hours: { '1': [{ from: '22:00', to: '24:00' }] } } },
      ['03-02 22:00', '03-02 23:00'],
    ],
    [
      'go on over midnight where the next day opens then',
      {
        ...MONDAY,
        minutes: 120,
        settings: { hours: { '1': [{ from: '22:00', to: '24:00' }], '2': [{ from: '00:00', to: '01:00' }] } },
      },
      ['03-02 22:00', '03-02 23:00'],
    ],
    [
      'end at midnight where the next day opens later',
      {
        ...MONDAY,
        minutes: 120,
        settings: { hours: { '1': [{ from: '22:00', to: '24:00' }], '2': [{ from: '00:30', to: '03:00' }] } },
      },
      ['03-02 22:00'],
    ],
    [
      'go from one stretch into another that touches it, in whatever order they are',
      {
        ...MONDAY,
        minutes: 120,
        settings: {
          hours: {
            '1': [
              { from: '11:00', to: '12:00' },
              { from: '09:00', to: '11:00' },
            ],
          },
        },
      },
      ['03-02 09:00', '03-02 10:00'],
    ],
    [
      'come in order where hours are not',
      {
        ...MONDAY,
        settings: {
          hours: {
            '1': [
              { from: '15:00', to: '16:00' },
              { from: '09:00', to: '10:00' },
            ],
          },
        },
      },
      ['03-02 09:00', '03-02 15:00'],
    ],
  ])('%s', (_, asked, expected) => {
    expect(slots(asked)).toEqual(expected);
  });

  test('leave out a wall time that the clocks skip, and keep the rest at its own time', () => {
    // New York goes from 02:00 to 03:00 on 8 March 2026.
    const night = { zone: 'America/New_York', hours: { '7': [{ from: '01:00', to: '05:00' }] } };
    expect(slots({ settings: night, from: '2026-03-08T05:00:00Z', to: '2026-03-09T04:00:00Z' })).toEqual([
      '03-08 01:00',
      '03-08 03:00',
      '03-08 04:00',
    ]);
  });

  test('have a wall time that comes twice once', () => {
    // New York goes from 02:00 back to 01:00 on 1 November 2026.
    const night = { zone: 'America/New_York', hours: { '7': [{ from: '00:00', to: '03:00' }] } };
    expect(slots({ settings: night, from: '2026-11-01T04:00:00Z', to: '2026-11-02T05:00:00Z' })).toEqual([
      '11-01 00:00',
      '11-01 01:00',
      '11-01 02:00',
    ]);
  });
});

const ZONES = ['America/Bogota', 'America/New_York', 'Europe/Madrid', 'Australia/Lord_Howe'];
const opening = fc
  .tuple(fc.integer({ min: 0, max: 1380 }), fc.integer({ min: 15, max: 600 }))
  .map(([from, length]) => ({ from, to: Math.min(1440, from + length) }));
const written = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const searches = fc.record({
  zone: fc.constantFrom(...ZONES),
  open: opening,
  slotMinutes: fc.constantFrom(5, 20, 30, 45, 60),
  minutes: fc.constantFrom(15, 30, 60, 90),
  bufferMinutes: fc.constantFrom(0, 5, 30),
  start: fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2026-12-31T00:00:00Z') }),
  busy: fc.array(fc.tuple(fc.integer({ min: 0, max: 96 }), fc.integer({ min: 1, max: 8 })), { maxLength: 6 }),
});

describe('whatever the hours, the zone and the day', () => {
  test('a slot touches nothing that is taken, and lies within the hours of its day', () => {
    fc.assert(
      fc.property(searches, ({ zone, open, start, minutes, busy, ...rest }) => {
        const hours = Object.fromEntries(
          ['1', '2', '3', '4', '5', '6', '7'].map((day) => [
            day,
            [{ from: written(open.from), to: written(open.to) }],
          ]),
        );
        const taken = busy.map(([from, length]) => ({
          startsAt: start + (from * HOUR) / 2,
          endsAt: start + ((from + length) * HOUR) / 2,
        }));
        const settings = { ...DEFAULT_CALENDAR, ...rest, zone, hours, noticeMinutes: 0, horizonDays: 366 };
        const within = { startsAt: start, endsAt: start + 48 * HOUR };
        const found = freeSlots({ settings, busy: taken, within, minutes, now: start, clock });
        const buffer = rest.bufferMinutes * 60_000;
        for (const slot of found) {
          expect(taken.filter((other) => closerThan(slot, other, buffer))).toEqual([]);
          const begins = clock.toLocal(slot.startsAt, zone);
          expect(begins.minutes).toBeGreaterThanOrEqual(minutesOf(written(open.from)));
          const ends = clock.toLocal(slot.endsAt - 1, zone);
          expect([ends.date, ends.minutes < open.to]).toEqual([begins.date, true]);
        }
      }),
    );
  });

  test('appointments made one after the other of what is free never stand closer than the buffer', () => {
    fc.assert(
      fc.property(
        searches,
        fc.array(fc.nat(), { maxLength: 12 }),
        ({ zone, start, minutes, ...rest }, picks) => {
          const settings = { ...DEFAULT_CALENDAR, ...rest, zone, noticeMinutes: 0, horizonDays: 366 };
          const within = { startsAt: start, endsAt: start + 96 * HOUR };
          const booked: Interval[] = [];
          for (const pick of picks) {
            const free = freeSlots({ settings, busy: booked, within, minutes, now: start, clock });
            const slot = free[pick % Math.max(1, free.length)];
            if (slot) booked.push(slot);
          }
          const buffer = rest.bufferMinutes * 60_000;
          const pairs = booked.flatMap((a, n) => booked.slice(n + 1).map((b) => [a, b] as const));
          expect(pairs.filter(([a, b]) => closerThan(a, b, buffer))).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  });
});

function closerThan(a: Interval, b: Interval, buffer: number): boolean {
  return Math.max(a.startsAt, b.startsAt) < Math.min(a.endsAt, b.endsAt) + buffer;
}
