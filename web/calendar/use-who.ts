import { useMessages } from '../language/language';
import type { Appointment } from './calendar-data';
import { calendarMessages } from './calendar.messages';

/** What people call whom an appointment is with. */
export function useWho() {
  const t = useMessages(calendarMessages);
  return ({ contact: { name, phone } }: Appointment) => name ?? phone ?? t.nobody;
}
