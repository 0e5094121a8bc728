import { luxonZoneClock as clock } from '../../../../activities/zone-clock';
import type { ProgramCalendar } from '../../../../domain/programs/calendar';
import {
  evaluationHold,
  hasPermittedDay,
  localDateAt,
  nextEvaluation,
} from '../../../../domain/programs/calendar';
import type { ProgramDefinition, ProgramPolicy } from '../../../../domain/programs/definition';
import { DEFAULT_POLICY } from '../../../../domain/programs/definition';
import { sixByFive } from '../../../support/programs/enrollments';

function calendar(
  change: Partial<ProgramDefinition> = {},
  policy: Partial<ProgramPolicy> = {},
): ProgramCalendar {
  const definition = sixByFive({ ...change, policy: { ...DEFAULT_POLICY, ...policy } });
  return { definition, clock, anchor: Date.parse('2026-03-02T15:00:00Z') };
}

function next(given: ProgramCalendar, after: string): [string, string] {
  const { dueAt, localDate } = nextEvaluation(given, Date.parse(after));
  return [new Date(dueAt).toISOString(), localDate];
}

describe('the next evaluation', () => {
  test.each([
    [
      'is today while sendAt is to come',
      '2026-03-02T13:59:59.999Z',
      '2026-03-02T14:00:00.000Z',
      '2026-03-02',
    ],
    ['is never the moment itself', '2026-03-02T14:00:00Z', '2026-03-03T14:00:00.000Z', '2026-03-03'],
    [
      'counts dates in the zone, not in UTC',
      '2026-03-03T03:00:00Z',
      '2026-03-03T14:00:00.000Z',
      '2026-03-03',
    ],
    ['passes the end of a year', '2026-12-31T20:00:00Z', '2027-01-01T14:00:00.000Z', '2027-01-01'],
    ['comes on the 29th of February', '2028-02-28T20:00:00Z', '2028-02-29T14:00:00.000Z', '2028-02-29'],
  ])('%s', (_, after, dueAt, date) => {
    expect(next(calendar(), after)).toEqual([dueAt, date]);
  });

  test('keeps to the weekdays of the program', () => {
    const weekdaysOnly = calendar({ weekdays: [1, 2, 3, 4, 5] });
    expect(next(weekdaysOnly, '2026-03-06T15:00:00Z')[1]).toBe('2026-03-09');
  });

  test('passes over Sundays and holidays under Ley 2300', () => {
    const legal = calendar({}, { contactHours: 'co-ley-2300' });
    // Saturday 21 March 2026; Sunday; Monday 23 is Saint Joseph's, moved.
    expect(next(legal, '2026-03-21T15:00:00Z')[1]).toBe('2026-03-24');
  });

  test('passes over Saturdays whose hours end before sendAt', () => {
    const late = calendar({ sendAt: '16:00' }, { contactHours: 'co-ley-2300' });
    expect(next(late, '2026-03-06T22:00:00Z')[1]).toBe('2026-03-09');
  });

  test('a program without any permitted day is a defect, not an endless search', () => {
    const never = calendar({ weekdays: [7] }, { contactHours: 'co-ley-2300' });
    expect(hasPermittedDay(never.definition)).toBe(false);
    expect(() => next(never, '2026-03-02T00:00:00Z')).toThrow(/no day on which 09:00 is permitted/);
  });
});

describe('the next evaluation where clocks change', () => {
  test.each([
    // Madrid leaps 02:00 → 03:00 on 29 March 2026 and goes back 03:00 → 02:00 on 25 October.
    ['Europe/Madrid', '02:30', '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z', '2026-03-29'],
    ['Europe/Madrid', '02:30', '2026-03-29T12:00:00Z', '2026-03-30T00:30:00.000Z', '2026-03-30'],
    ['Europe/Madrid', '02:30', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00.000Z', '2026-10-25'],
    ['Europe/Madrid', '02:30', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00.000Z', '2026-10-26'],
    ['Europe/Madrid', '09:00', '2026-03-28T12:00:00Z', '2026-03-29T07:00:00.000Z', '2026-03-29'],
    // Santiago leaps over midnight, 24:00 → 01:00, at the end of 5 September 2026; back on 4 April.
    ['America/Santiago', '00:00', '2026-09-05T12:00:00Z', '2026-09-06T04:00:00.000Z', '2026-09-06'],
    ['America/Santiago', '00:30', '2026-09-05T12:00:00Z', '2026-09-06T04:00:00.000Z', '2026-09-06'],
    ['America/Santiago', '23:30', '2026-04-04T12:00:00Z', '2026-04-05T02:30:00.000Z', '2026-04-04'],
    ['America/Santiago', '23:30', '2026-04-05T02:30:00Z', '2026-04-06T03:30:00.000Z', '2026-04-05'],
    ['America/Santiago', '09:00', '2026-09-05T12:00:00Z', '2026-09-05T13:00:00.000Z', '2026-09-05'],
  ])('%s at %s, after %s', (timezone, sendAt, after, dueAt, date) => {
    expect(next(calendar({ timezone, sendAt }), after)).toEqual([dueAt, date]);
  });

  test.each(['Europe/Madrid', 'America/Santiago', 'America/Bogota'])(
    'in %s every date of a year has one evaluation, in order',
    (timezone) => {
      for (const sendAt of ['00:00', '00:30', '02:30', '23:30']) {
        const given = calendar({ timezone, sendAt });
        const dates = new Set<string>();
        let at = Date.parse('2026-01-01T12:00:00Z');
        for (let day = 0; day < 365; day += 1) {
          const planned = nextEvaluation(given, at);
          expect(localDateAt(given, planned.dueAt)).toBe(planned.localDate);
          dates.add(planned.localDate);
          at = planned.dueAt;
        }
        expect(dates.size).toBe(365);
        expect([...dates].sort()).toEqual([...dates]);
      }
    },
  );
});

describe('an evaluation that comes due', () => {
  const due = '2026-03-10T14:00:00Z';
  const hold = (given: ProgramCalendar, at: string, dueAt = due) =>
    evaluationHold(given, Date.parse(at), Date.parse(dueAt))?.reason ?? null;

  test.each([
    ['is performed on time', '2026-03-10T14:00:00Z', null],
    ['is performed when the clock is a little early', '2026-03-10T13:59:59.900Z', null],
    ['is made up the same day until misfireGrace', '2026-03-11T00:00:00Z', null],
    ['is not made up after misfireGrace', '2026-03-11T00:00:01Z', 'too late on 2026-03-10: past 19:00'],
    ['is made up days later between sendAt and misfireGrace', '2026-03-13T16:00:00Z', null],
    [
      "is left to the day's own evaluation before sendAt",
      '2026-03-13T11:00:00Z',
      'missed on 2026-03-10, made up at 09:00',
    ],
  ])('%s', (_, at, reason) => {
    expect(hold(calendar(), at)).toBe(reason);
  });

  test('is not made up on another date when missed evaluations are skipped', () => {
    const skipping = calendar({}, { misfire: 'skip' });
    expect(hold(skipping, '2026-03-10T16:00:00Z')).toBeNull();
    expect(hold(skipping, '2026-03-11T16:00:00Z')).toBe('missed on 2026-03-10, not made up');
  });

  test('is not made up on a weekday the program does not send on', () => {
    const weekdaysOnly = calendar({ weekdays: [1, 2, 3, 4, 5] });
    expect(hold(weekdaysOnly, '2026-03-14T16:00:00Z')).toMatch(/2026-03-14 is no sending day/);
  });

  test('waits for contact hours', () => {
    const legal = calendar({ sendAt: '06:00' }, { contactHours: 'co-ley-2300' });
    expect(hold(legal, '2026-03-10T11:00:00Z', '2026-03-10T11:00:00Z')).toBe(
      'outside contact hours until 07:00',
    );
  });

  test('waits over a weekend for contact hours', () => {
    const legal = calendar({ sendAt: '14:00' }, { contactHours: 'co-ley-2300' });
    expect(hold(legal, '2026-03-14T20:30:00Z', '2026-03-14T19:00:00Z')).toBe(
      'outside contact hours until 2026-03-16 07:00',
    );
  });

  test('an outage of three days leaves one evaluation to make up', () => {
    const given = calendar();
    const back = Date.parse('2026-03-13T16:00:00Z');
    expect(hold(given, new Date(back).toISOString())).toBeNull();
    expect(nextEvaluation(given, back)).toEqual({
      dueAt: Date.parse('2026-03-14T14:00:00Z'),
      localDate: '2026-03-14',
    });
  });
});

describe('with dayLength', () => {
  const demo = calendar({ weekdays: [1] }, { dayLength: 20, contactHours: 'co-ley-2300' });

  test('a program day comes every so many seconds, whatever the weekday or hour', () => {
    const first = nextEvaluation(demo, demo.anchor);
    expect(first).toEqual({ dueAt: demo.anchor + 20_000, localDate: '2026-03-03' });
    expect(nextEvaluation(demo, first.dueAt)).toEqual({
      dueAt: demo.anchor + 40_000,
      localDate: '2026-03-04',
    });
  });

  test('the virtual date changes with each program day', () => {
    expect(localDateAt(demo, demo.anchor + 19_999)).toBe('2026-03-02');
    expect(localDateAt(demo, demo.anchor + 20_000)).toBe('2026-03-03');
  });

  test('nothing is too late', () => {
    expect(evaluationHold(demo, demo.anchor + 86_400_000, demo.anchor)).toBeNull();
  });
});
