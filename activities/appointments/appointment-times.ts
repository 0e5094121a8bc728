import type { CalendarSettings } from '../../domain/calendar/calendar-settings';
import type { Interval } from '../../domain/calendar/free-slots';
import { addDays, timeOf } from '../../domain/time/civil-date';
import type { EpochMs, ZoneClock } from '../../domain/time/moments';

const LOCAL = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)$/;
const ZONED = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const WEEK_MS = 7 * 86_400_000;

type Zone = Pick<CalendarSettings, 'zone'>;

/** An instant from `2026-12-01T09:00-05:00`, or from `2026-12-01 09:00` by the calendar's clock; null for neither. */
export function readMoment(written: string, { zone }: Zone, clock: ZoneClock): EpochMs | null {
  const [, date, time] = LOCAL.exec(written.trim()) ?? [];
  if (date !== undefined && time !== undefined) {
    return isDate(date) && time < '24:00' && time.slice(3) < '60' ? clock.toInstant(date, time, zone) : null;
  }
  const at = ZONED.test(written.trim()) ? Date.parse(written.trim()) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** The day on the calendar's clock, or a week from now; null for what is no date. */
export function readDay(
  written: string | null,
  { zone }: Zone,
  { clock, now }: { clock: ZoneClock; now: EpochMs },
): Interval | null {
  if (written === null) return { startsAt: now, endsAt: now + WEEK_MS };
  const date = written.trim();
  if (!isDate(date)) return null;
  return {
    startsAt: clock.toInstant(date, '00:00', zone),
    endsAt: clock.toInstant(addDays(date, 1), '00:00', zone),
  };
}

/** An instant as people of the calendar's place say it: `2026-12-01 09:00`. */
export function localText(at: EpochMs, { zone }: Zone, clock: ZoneClock): string {
  const { date, minutes } = clock.toLocal(at, zone);
  return `${date} ${timeOf(minutes)}`;
}

function isDate(written: string): boolean {
  const at = Date.parse(`${written}T00:00:00Z`);
  return (
    /^\d{4}-\d\d-\d\d$/.test(written) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(written)
  );
}
