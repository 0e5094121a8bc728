import type { Arranged } from '../../../calendars/appointment-desk';
import type { Appointment } from '../../../domain/calendar/appointment';
import { notFound, problem, type Problem } from '../../problems';

/** What was arranged, or why it was not. */
export function answerArranged(arranged: Arranged): Appointment | Problem {
  switch (arranged.kind) {
    case 'arranged':
      return arranged.appointment;
    case 'taken':
      return problem('slot_taken', 'Somebody has this time, or some of it.');
    case 'not-offered':
      return problem(
        'slot_taken',
        'No slot begins then: it is outside the working hours, too soon, too far ahead, or between two slots.',
      );
    case 'too-many':
      return problem('conflict', 'The contact has as many appointments ahead as it may have.');
    case 'away':
      return calendarAway(arranged.detail);
    case 'unknown':
      return notFound('booked appointment');
  }
}

/** The connected calendar could not be asked what is free; the account's own rows alone do not know. */
export function calendarAway(detail: string): Problem {
  return problem(
    'calendar_away',
    `The connected calendar could not be asked (${detail}), so nobody knows what is free. Nothing was changed.`,
  );
}
