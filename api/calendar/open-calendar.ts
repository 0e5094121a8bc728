import { createAppointmentDesk, type AppointmentDesk } from '../../calendars/appointment-desk';
import { createCalendarLink } from '../../calendars/calendar-link';
import type { CalendarProviders } from '../../calendars/calendar-provider';
import { createConnectCalendar, type ConnectCalendar } from '../../calendars/connect-calendar';
import { createConnectedCalendar, type ConnectedCalendar } from '../../calendars/connected-calendar';
import type { createDataSource } from '../../db/data-source';
import { createAppointmentEvents, type AppointmentEvents } from '../../db/repositories/appointment-events';
import { createAppointments, type Appointments } from '../../db/repositories/appointments';
import { createCalendarAuthorizations } from '../../db/repositories/calendar-authorizations';
import {
  createCalendarConnections,
  type CalendarConnections,
} from '../../db/repositories/calendar-connections';
import { createCalendarSettings, type CalendarSettingRows } from '../../db/repositories/calendar-settings';
import type { SecretBox } from '../../db/secrets/secret-box';
import type { EpochMs, ZoneClock } from '../../domain/time/moments';

/** Everything of an account's calendar. */
export interface Calendar {
  settings: CalendarSettingRows;
  appointments: Appointments;
  desk: AppointmentDesk;
  providers: CalendarProviders;
  connections: Pick<CalendarConnections, 'get'>;
  connect: ConnectCalendar;
  connected: ConnectedCalendar;
  events: AppointmentEvents;
}

export interface CalendarParts {
  db: ReturnType<typeof createDataSource>;
  clock: ZoneClock;
  now: () => EpochMs;
  secretBox: SecretBox;
  providers: CalendarProviders;
  publicBaseUrl: string;
}

/** Puts the calendar of every account together, over one database. */
export function openCalendar(parts: CalendarParts): Calendar {
  const { db, clock, now, secretBox, providers, publicBaseUrl } = parts;
  const settings = createCalendarSettings(db);
  const appointments = createAppointments(db);
  const connections = createCalendarConnections(db, secretBox);
  const events = createAppointmentEvents(db);
  const link = createCalendarLink({ connections, providers, now });
  const connected = createConnectedCalendar({ link, events, settings, now });
  return {
    ...{ settings, appointments, providers, connections, connected, events },
    desk: createAppointmentDesk({ settings, rows: appointments, connected, clock, now }),
    connect: createConnectCalendar({
      ...{ connections, providers, now },
      authorizations: createCalendarAuthorizations(db),
      redirectUri: `${publicBaseUrl}/api/calendar/callback`,
    }),
  };
}
