import { createAppointmentDesk, type AppointmentDesk } from '../../calendars/appointment-desk';
import type { createDataSource } from '../../db/data-source';
import { createAppointments, type Appointments } from '../../db/repositories/appointments';
import { createCalendarSettings, type CalendarSettingRows } from '../../db/repositories/calendar-settings';
import type { EpochMs, ZoneClock } from '../../domain/time/moments';

/** Everything of an account's calendar. */
export interface Calendar {
  settings: CalendarSettingRows;
  appointments: Appointments;
  desk: AppointmentDesk;
}

export interface CalendarParts {
  db: ReturnType<typeof createDataSource>;
  clock: ZoneClock;
  now: () => EpochMs;
}

/** Puts the calendar of every account together, over one database. */
export function openCalendar({ db, clock, now }: CalendarParts): Calendar {
  const settings = createCalendarSettings(db);
  const appointments = createAppointments(db);
  return {
    settings,
    appointments,
    desk: createAppointmentDesk({ settings, rows: appointments, clock, now }),
  };
}
