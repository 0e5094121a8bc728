import type { DataSource } from 'typeorm';
import { luxonZoneClock as clock } from '../../../activities/zone-clock';
import { openCalendar, type Calendar } from '../../../api/calendar/open-calendar';
import { createSecretBox } from '../../../db/secrets/secret-box';
import { NO_CALENDARS } from '../calendars/no-calendars';

/** The calendar of every account of a rig, with the rig's own clock. */
export function rigCalendar(db: DataSource, now: () => number): Calendar {
  const secretBox = createSecretBox({ current: null, earlier: [] });
  return openCalendar({
    db,
    clock,
    now,
    secretBox,
    providers: NO_CALENDARS,
    publicBaseUrl: 'https://hilo.example',
  });
}
