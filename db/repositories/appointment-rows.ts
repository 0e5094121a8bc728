import type { Appointment } from '../../domain/calendar/appointment';

/** An appointment as Postgres has it. */
export interface AppointmentRow extends Omit<Appointment, 'startsAt' | 'endsAt'> {
  startsAt: Date;
  endsAt: Date;
}

export const APPOINTMENT_COLUMNS = `id, account_id AS "accountId", contact_id AS "contactId", state,
  starts_at AS "startsAt", ends_at AS "endsAt", note, token, version`;

export function toAppointment({ startsAt, endsAt, ...row }: AppointmentRow): Appointment {
  return { ...row, startsAt: startsAt.getTime(), endsAt: endsAt.getTime() };
}
