import { dayNumber, isoWeekday } from '../time/civil-date';
import type { LocalDate } from '../time/moments';
import type { Language } from './scenario';

interface CalendarWords {
  months: string[];
  weekdays: string[];
  today: string[];
  tomorrow: string[];
}

const ES: CalendarWords = {
  months: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(
    ' ',
  ),
  weekdays: 'lunes martes miércoles jueves viernes sábado domingo'.split(' '),
  today: ['hoy'],
  tomorrow: ['manana'],
};
const EN: CalendarWords = {
  months: 'January February March April May June July August September October November December'.split(' '),
  weekdays: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' '),
  today: ['today'],
  tomorrow: ['tomorrow'],
};

/** The words of every language dates are read in. */
export const CALENDAR_WORDS: readonly CalendarWords[] = [ES, EN];

/** Whether the text is a date of the calendar, written YYYY-MM-DD. */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const days = dayNumber(text);
  // Date.parse takes February 30 for March 2.
  return Number.isFinite(days) && new Date(days * 86_400_000).toISOString().startsWith(text);
}

/** `sábado 21 de noviembre`, or short `21/11/2026`; null for what is no date. */
export function writeDate(date: LocalDate, short: boolean, language: Language): string | null {
  const civil = date.slice(0, 10);
  if (!isCivilDate(civil)) return null;
  const [year, month, day] = civil.split('-').map(Number) as [number, number, number];
  const two = (part: number): string => String(part).padStart(2, '0');
  if (language === 'es') {
    if (short) return `${two(day)}/${two(month)}/${year}`;
    return `${ES.weekdays[isoWeekday(civil) - 1]} ${day} de ${ES.months[month - 1]}`;
  }
  if (language === 'en') {
    if (short) return `${two(month)}/${two(day)}/${year}`;
    return `${EN.weekdays[isoWeekday(civil) - 1]}, ${EN.months[month - 1]} ${day}`;
  }
  return civil;
}
