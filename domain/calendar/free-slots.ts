import { addDays, minutesOf, timeOf } from '../time/civil-date';
import type { EpochMs, LocalDate, ZoneClock } from '../time/moments';
import type { CalendarSettings, OpenHours } from './calendar-settings';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** From `startsAt` on, up to and without `endsAt`. */
export interface Interval {
  startsAt: EpochMs;
  endsAt: EpochMs;
}

/** What slots are looked for with. */
export interface SlotSearch {
  settings: CalendarSettings;
  /** What is taken already, in any order. */
  busy: readonly Interval[];
  /** Slots begin in here. */
  within: Interval;
  /** How long the appointment is. */
  minutes: number;
  now: EpochMs;
  clock: ZoneClock;
}

/**
 * The slots that can be booked now, in their order: on the grid of the working hours, with notice, within the
 * horizon, and with the buffer to everything that is taken.
 */
export function freeSlots({ settings, busy, within, minutes, now, clock }: SlotSearch): Interval[] {
  const earliest = Math.max(within.startsAt, now + settings.noticeMinutes * MINUTE_MS);
  const latest = Math.min(within.endsAt, now + settings.horizonDays * DAY_MS);
  const buffer = settings.bufferMinutes * MINUTE_MS;
  if (earliest >= latest) return [];
  return datesBetween(earliest, latest, { settings, clock })
    .flatMap((date) => slotsOf(date, minutes, { settings, clock }))
    .filter(({ startsAt }) => startsAt >= earliest && startsAt < latest)
    .filter((slot) => !busy.some((taken) => collide(slot, taken, buffer)));
}

type Place = Pick<SlotSearch, 'settings' | 'clock'>;

function datesBetween(from: EpochMs, to: EpochMs, { settings, clock }: Place): LocalDate[] {
  const last = clock.toLocal(to, settings.zone).date;
  const dates: LocalDate[] = [];
  for (let date = clock.toLocal(from, settings.zone).date; date <= last; date = addDays(date, 1)) {
    dates.push(date);
  }
  return dates;
}

function slotsOf(date: LocalDate, minutes: number, place: Place): Interval[] {
  const { settings, clock } = place;
  const { zone, slotMinutes } = settings;
  const openings = [...openingsOf(date, place), ...openingsOf(addDays(date, 1), place)];
  const slots = hoursOf(date, place).flatMap((open) => {
    const closesAt = closingOf(instantOf(date, minutesOf(open.to), place), openings);
    return startsIn(open, slotMinutes).flatMap((minute) => {
      const startsAt = clock.toInstant(date, timeOf(minute), zone);
      // A wall time that the clocks skip is no time to come.
      if (clock.toLocal(startsAt, zone).minutes !== minute) return [];
      const endsAt = startsAt + minutes * MINUTE_MS;
      return endsAt <= closesAt ? [{ startsAt, endsAt }] : [];
    });
  });
  return slots.toSorted((a, b) => a.startsAt - b.startsAt);
}

function hoursOf(date: LocalDate, { settings: { hours, zone }, clock }: Place): readonly OpenHours[] {
  const { weekday } = clock.toLocal(clock.toInstant(date, '12:00', zone), zone);
  return hours[String(weekday)] ?? [];
}

function openingsOf(date: LocalDate, place: Place): Interval[] {
  return hoursOf(date, place)
    .map(({ from, to }) => ({
      startsAt: instantOf(date, minutesOf(from), place),
      endsAt: instantOf(date, minutesOf(to), place),
    }))
    .toSorted((a, b) => a.startsAt - b.startsAt);
}

/** When it closes at last: hours that touch, also over midnight, are one stretch. */
function closingOf(closesAt: EpochMs, openings: readonly Interval[]): EpochMs {
  return openings.reduce(
    (latest, { startsAt, endsAt }) => (startsAt <= latest ? Math.max(latest, endsAt) : latest),
    closesAt,
  );
}

function startsIn({ from, to }: OpenHours, step: number): number[] {
  const [first, end] = [minutesOf(from), minutesOf(to)];
  return Array.from({ length: Math.max(0, Math.ceil((end - first) / step)) }, (_, n) => first + n * step);
}

/** `24:00` is the next midnight. */
function instantOf(date: LocalDate, minutes: number, { settings: { zone }, clock }: Place): EpochMs {
  return minutes < 1440
    ? clock.toInstant(date, timeOf(minutes), zone)
    : clock.toInstant(addDays(date, 1), '00:00', zone);
}

/** Whether two stand closer than the buffer, or over one another. */
function collide(a: Interval, b: Interval, buffer: number): boolean {
  return a.startsAt < b.endsAt + buffer && b.startsAt < a.endsAt + buffer;
}

/** What is left of times without a stretch of them: a calendar says when somebody is busy, and not with what. */
export function timesWithout(times: readonly Interval[], { startsAt, endsAt }: Interval): Interval[] {
  return times.flatMap((time) => [
    ...(time.startsAt < startsAt ? [{ ...time, endsAt: Math.min(time.endsAt, startsAt) }] : []),
    ...(time.endsAt > endsAt ? [{ ...time, startsAt: Math.max(time.startsAt, endsAt) }] : []),
  ]);
}
