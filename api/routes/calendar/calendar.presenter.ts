import type { z } from 'zod';
import type { Appointment } from '../../../domain/calendar/appointment';
import type { CalendarConnection } from '../../../domain/calendar/connection';
import type { Interval } from '../../../domain/calendar/free-slots';
import { invitationUrl } from '../../../calendars/invitation-url';
import type { appointmentView, connectionView, slotView } from './calendar.schema';

export function presentSlot({ startsAt, endsAt }: Interval): z.input<typeof slotView> {
  return { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() };
}

export function presentAppointment(
  appointment: Appointment,
  publicBaseUrl: string,
): z.input<typeof appointmentView> {
  const { id, contactId, state, note, token, version, shownVersion, notShown } = appointment;
  return {
    ...{ id, contactId, state, note, notShown },
    ...presentSlot(appointment),
    file: invitationUrl(publicBaseUrl, token),
    shown: shownVersion >= version,
  };
}

/** Our own calendar needs no connection. */
export function presentConnection(connection: CalendarConnection | null): z.input<typeof connectionView> {
  if (!connection)
    return { provider: 'local', state: 'connected', reason: null, connectedBy: null, since: null };
  const { provider, broken, connectedBy, connectedAt } = connection;
  return {
    provider,
    state: broken ? 'broken' : 'connected',
    reason: broken?.reason ?? null,
    connectedBy,
    since: connectedAt.toISOString(),
  };
}
