import type { LocalTime } from '../time/moments';

/** A stretch of one day, on the calendar's wall clock; `to` may be `24:00`. */
export interface OpenHours {
  from: LocalTime;
  to: LocalTime;
}

/** When an account gives appointments. */
export interface CalendarSettings {
  /** What an appointment is called in calendars and files. */
  title: string;
  place: string | null;
  /** The IANA zone that the hours are meant in. */
  zone: string;
  /** By ISO weekday, 1 Monday … 7 Sunday; a day that is absent is closed. */
  hours: Readonly<Record<string, readonly OpenHours[]>>;
  /** How long an appointment is unless somebody says; slots begin this far apart. */
  slotMinutes: number;
  /** Kept free between two appointments. */
  bufferMinutes: number;
  /** Nobody books later than this before the beginning. */
  noticeMinutes: number;
  /** Nobody books further ahead than this. */
  horizonDays: number;
  /** Appointments ahead that one contact may have through a bot. */
  mostPerContact: number;
}

const OFFICE: readonly OpenHours[] = [{ from: '09:00', to: '18:00' }];

/** What an account has that never said anything. */
export const DEFAULT_CALENDAR: CalendarSettings = {
  title: 'Cita',
  place: null,
  zone: 'America/Bogota',
  hours: { '1': OFFICE, '2': OFFICE, '3': OFFICE, '4': OFFICE, '5': OFFICE },
  slotMinutes: 30,
  bufferMinutes: 0,
  noticeMinutes: 60,
  horizonDays: 30,
  mostPerContact: 3,
};
