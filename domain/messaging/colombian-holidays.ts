import { addDays, isoWeekday } from '../time/civil-date';
import type { LocalDate } from '../time/moments';

/** Holidays that stay on their date. */
const FIXED = ['01-01', '05-01', '07-20', '08-07', '12-08', '12-25'];
/** Holidays that Ley 51 of 1983 (Ley Emiliani) moves to the following Monday, unless they fall on one. */
const MOVED_TO_MONDAY = ['01-06', '03-19', '06-29', '08-15', '10-12', '11-01', '11-11'];
/**
 * Days from Easter Sunday: Maundy Thursday, Good Friday, and the Mondays to which Ascension, Corpus Christi
 * and the Sacred Heart are moved.
 */
const FROM_EASTER = [-3, -2, 43, 64, 71];

/** Colombia's public holidays of a year, in order; some years have two on one date, listed once. */
export function colombianHolidays(year: number): LocalDate[] {
  const easter = easterSunday(year);
  const dates = [
    ...FIXED.map((date) => `${year}-${date}`),
    ...MOVED_TO_MONDAY.map((date) => mondayFrom(`${year}-${date}`)),
    ...FROM_EASTER.map((days) => addDays(easter, days)),
  ];
  return [...new Set(dates)].sort();
}

/** True on a public holiday of Colombia. */
export function isColombianHoliday(date: LocalDate): boolean {
  return colombianHolidays(Number(date.slice(0, 4))).includes(date);
}

/** Easter Sunday of the Gregorian calendar, by the Meeus/Jones/Butcher computus. */
export function easterSunday(year: number): LocalDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const leapCenturies = Math.floor(century / 4);
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leapCenturies - moonCorrection + 15) % 30;
  const leapYears = Math.floor(ofCentury / 4);
  const toSunday = (32 + 2 * (century % 4) + 2 * leapYears - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const days = epact + toSunday - 7 * late + 114;
  const month = Math.floor(days / 31);
  const day = (days % 31) + 1;
  return `${year}-0${month}-${String(day).padStart(2, '0')}`;
}

function mondayFrom(date: LocalDate): LocalDate {
  return addDays(date, (8 - isoWeekday(date)) % 7);
}
