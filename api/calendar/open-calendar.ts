import type { CalendarProviders } from '../../calendars/calendar';
import { createAppointmentDesk, type AppointmentDesk } from '../../calendars/appointment-desk';
import { createConnectedCalendars, type ConnectedCalendars } from '../../calendars/connections';
import type { createDataSource } from '../../db/data-source';
import { createAppointments, type Appointments } from '../../db/repositories/appointments';
import {
  createCalendarAuthorizations,
  type CalendarAuthorizations,
} from '../../db/repositories/calendar-authorizations';
import {
  createCalendarConnections,
  type CalendarConnections,
} from '../../db/repositories/calendar-connections';
import { createCalendarSettings, type CalendarSettingRows } from '../../db/repositories/calendar-settings';
import { createShownAppointments, type ShownAppointments } from '../../db/repositories/shown-appointments';
import type { SecretBox } from '../../db/secrets/secret-box';
import type { EpochMs, ZoneClock } from '../../domain/time/moments';

/** Everything of an account's calendar. */
export interface Calendar {
  settings: CalendarSettingRows;
  appointments: Appointments;
  desk: AppointmentDesk;
  shown: ShownAppointments;
  calendars: ConnectedCalendars;
  connections: CalendarConnections;
  authorizations: CalendarAuthorizations;
  /** The providers that this installation is set up for. */
  providers: CalendarProviders;
}

export interface CalendarParts {
  db: ReturnType<typeof createDataSource>;
  secretBox: SecretBox;
  providers: CalendarProviders;
  clock: ZoneClock;
  now: () => EpochMs;
}

/** Puts the calendar of every account together, over one database. */
export function openCalendar({ db, secretBox, providers, clock, now }: CalendarParts): Calendar {
  const settings = createCalendarSettings(db);
  const appointments = createAppointments(db);
  const shown = createShownAppointments(db);
  const connections = createCalendarConnections(db, secretBox);
  const calendars = createConnectedCalendars({ connections, providers, now });
  return {
    ...{ settings, appointments, shown, connections, calendars, providers },
    desk: createAppointmentDesk({ settings, rows: appointments, shown, calendars, clock, now }),
    authorizations: createCalendarAuthorizations(db, secretBox),
  };
}
