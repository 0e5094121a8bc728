import type { z } from 'zod';
import type { Appointment } from '../../../domain/calendar/appointment';
import type { Interval } from '../../../domain/calendar/free-slots';
import { invitationUrl } from '../../../calendars/invitation-url';
import type { ListedAppointment } from '../../../db/repositories/appointment-lists';
import type { appointmentView, listedAppointmentView, slotView } from './calendar.schema';

export function presentSlot({ startsAt, endsAt }: Interval): z.input<typeof slotView> {
  return { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() };
}

export function presentAppointment(
  appointment: Appointment,
  publicBaseUrl: string,
): z.input<typeof appointmentView> {
  const { id, contactId, state, note, token } = appointment;
  return {
    ...{ id, contactId, state, note },
    ...presentSlot(appointment),
    file: invitationUrl(publicBaseUrl, token),
  };
}

export function presentListedAppointment(
  appointment: ListedAppointment,
  publicBaseUrl: string,
): z.input<typeof listedAppointmentView> {
  const { contactName: name, contactPhone: phone, conversation } = appointment;
  return { ...presentAppointment(appointment, publicBaseUrl), contact: { name, phone }, conversation };
}
