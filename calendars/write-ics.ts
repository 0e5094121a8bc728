import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Appointment } from '../domain/calendar/appointment';
import type { CalendarSettings } from '../domain/calendar/calendar-settings';
import type { EpochMs } from '../domain/time/moments';

/** The type and the name of the file that `writeIcs` writes. */
export const ICS_TYPE = 'text/calendar';
export const ICS_NAME = 'cita.ics';

/**
 * An appointment as a file that every calendar reads (RFC 5545). A later version of it replaces the earlier one there,
 * and one that was cancelled takes it out.
 */
export function writeIcs(
  { id, state, startsAt, endsAt, version, note }: Appointment,
  { title, place }: Pick<CalendarSettings, 'title' | 'place'>,
  now: EpochMs,
): string {
  const cancelled = state === 'cancelled';
  const calendar = ical({
    prodId: { company: 'Hilo', product: 'Hilo', language: 'ES' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${id}@hilo`,
    sequence: version,
    stamp: new Date(now),
    start: new Date(startsAt),
    end: new Date(endsAt),
    summary: title,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(place !== null && { location: place }),
    ...(note !== null && { description: note }),
  });
  return calendar.toString();
}
