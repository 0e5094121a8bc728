import type { DataSource } from 'typeorm';
import { luxonZoneClock as clock } from '../../../activities/zone-clock';
import { openCalendar, type Calendar } from '../../../api/calendar/open-calendar';

/** The calendar of every account of a rig, with the rig's own clock. */
export function rigCalendar(db: DataSource, now: () => number): Calendar {
  return openCalendar({ db, clock, now });
}
