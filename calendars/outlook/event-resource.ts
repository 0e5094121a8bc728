import type { ShownEvent } from '../calendar-provider';

/** The name of our property (learn.microsoft.com/en-us/graph/api/resources/extended-properties-overview); never to be changed. */
const PROPERTY = 'String {6f6f3f0e-2b1c-4c39-9d43-5f2c8a7b91d4} Name hiloAppointment';

/** What an event is made of, and changed to: nobody is invited, nobody is notified. */
export function eventResource({ appointmentId, title, place, note, startsAt, endsAt }: ShownEvent) {
  return {
    subject: title,
    body: { contentType: 'text', content: note ?? '' },
    location: { displayName: place ?? '' },
    start: momentOf(startsAt),
    end: momentOf(endsAt),
    showAs: 'busy',
    singleValueExtendedProperties: [{ id: PROPERTY, value: appointmentId }],
  };
}

/** A filter for the events of an appointment, over the whole mailbox. */
export function ofAppointment(appointmentId: string): string {
  return `singleValueExtendedProperties/any(ep: ep/id eq '${PROPERTY}' and ep/value eq '${appointmentId}')`;
}

function momentOf(at: number) {
  return { dateTime: new Date(at).toISOString().slice(0, 19), timeZone: 'UTC' };
}
