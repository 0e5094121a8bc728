import type { Appointments } from '../../db/repositories/appointments';
import type { Appointment } from '../../domain/calendar/appointment';
import type { AppointmentScope } from './appointments-deps';

const MOST = 20;

/** The appointments that the contact has ahead, the soonest first. */
export function appointmentsAhead(
  { appointments }: { appointments: Pick<Appointments, 'list'> },
  { accountId, contactId, now }: Pick<AppointmentScope, 'accountId' | 'contactId' | 'now'>,
): Promise<Appointment[]> {
  return appointments.list({ accountId, contactId, state: 'booked', from: now, limit: MOST });
}
