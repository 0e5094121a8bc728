import { addDays, isoWeekday, minutesOf, timeOf } from '../time/civil-date';
import type { LocalDate, LocalTime } from '../time/moments';
import { isColombianHoliday } from './colombian-holidays';

/** The zone in which Ley 2300 counts its hours. */
export const COLOMBIA_ZONE = 'America/Bogota';

/** The hours of one day in which a contact may be written to; `to` is the first minute that no longer counts. */
export interface ContactHours {
  from: LocalTime;
  to: LocalTime;
}

const WEEKDAY_HOURS: ContactHours = { from: '07:00', to: '19:00' };
const SATURDAY_HOURS: ContactHours = { from: '08:00', to: '15:00' };

/** Ley 2300 of 2023: Monday to Friday 07:00–19:00, Saturday 08:00–15:00; null on Sundays and holidays. */
function colombianContactHours(date: LocalDate): ContactHours | null {
  const hours = hoursOfWeekday(isoWeekday(date));
  return hours && !isColombianHoliday(date) ? hours : null;
}

/** Whether Ley 2300 allows a message at a local moment of Colombia. */
export function isWithinContactHours(date: LocalDate, minutes: number): boolean {
  return within(colombianContactHours(date), minutes);
}

/** Whether some weekday of those given ever allows a message at a time of day. */
export function isEverWithinContactHours(time: LocalTime, weekdays: readonly number[]): boolean {
  return weekdays.some((weekday) => within(hoursOfWeekday(weekday), minutesOf(time)));
}

/** The next opening of contact hours after a moment outside them. */
export function nextContactHours(date: LocalDate, minutes: number): { date: LocalDate; time: LocalTime } {
  const today = colombianContactHours(date);
  if (today && timeOf(minutes) < today.from) return { date, time: today.from };
  let next = addDays(date, 1);
  let hours = colombianContactHours(next);
  while (!hours) {
    next = addDays(next, 1);
    hours = colombianContactHours(next);
  }
  return { date: next, time: hours.from };
}

function hoursOfWeekday(weekday: number): ContactHours | null {
  if (weekday === 7) return null;
  return weekday === 6 ? SATURDAY_HOURS : WEEKDAY_HOURS;
}

function within(hours: ContactHours | null, minutes: number): boolean {
  return hours !== null && minutes >= minutesOf(hours.from) && minutes < minutesOf(hours.to);
}
