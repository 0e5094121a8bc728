import type { ShownEvent } from '../calendar-provider';

/**
 * An event id of our own: 5 to 1024 of the characters 0-9 and a-v, unique in its calendar
 * (developers.google.com/workspace/calendar/api/v3/reference/events). Hexadecimal digits are among them.
 */
export function eventIdOf(appointmentId: string, version?: number): string {
  const id = `hilo${appointmentId.replaceAll('-', '').toLowerCase()}`;
  return version === undefined ? id : `${id}v${version}`;
}

/** What an event is made of, and changed to: nobody is invited, nobody is notified. */
export function eventResource({ appointmentId, title, place, note, startsAt, endsAt }: ShownEvent) {
  return {
    status: 'confirmed',
    summary: title,
    location: place ?? '',
    description: note ?? '',
    start: { dateTime: new Date(startsAt).toISOString() },
    end: { dateTime: new Date(endsAt).toISOString() },
    extendedProperties: { private: { hiloAppointment: appointmentId } },
  };
}
