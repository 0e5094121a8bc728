import { DEFAULT_CALENDAR, type CalendarSettings } from '../../domain/calendar/calendar-settings';

/** Open at every hour of every day, in UTC, so that no test depends on the day it runs on. */
export const ALWAYS_OPEN: CalendarSettings = {
  ...DEFAULT_CALENDAR,
  zone: 'UTC',
  hours: Object.fromEntries(
    ['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [{ from: '00:00', to: '24:00' }]]),
  ),
};

/** The hour that begins so many hours after the next full one. */
export function hourFromNow(hours: number, now: number = Date.now()): number {
  return (Math.floor(now / 3_600_000) + 1 + hours) * 3_600_000;
}
