import { addDays, isoWeekday } from '../time/civil-date';
import type { LocalDate } from '../time/moments';
import { CALENDAR_WORDS, isCivilDate } from './calendar-words';
import { plainWords } from '../messaging/plain-words';
import type { Language } from './scenario';

/**
 * The date a person wrote: 2026-11-21, 21/11/2026, 21/11, "21 de noviembre", "November 21", "mañana", "viernes".
 * A date without a year is the next one. In English the month comes first. Null when it is none.
 */
export function readDate(text: string, today: LocalDate, language: Language): LocalDate | null {
  const written = text.trim();
  if (isCivilDate(written)) return written;
  if (written.length > 40) return null;
  const words = plainWords(written);
  return readRelative(words, today) ?? readNumeric(written, today, language) ?? readNamed(words, today);
}

function readRelative(words: string, today: LocalDate): LocalDate | null {
  for (const calendar of CALENDAR_WORDS) {
    if (calendar.today.includes(words)) return today;
    if (calendar.tomorrow.includes(words)) return addDays(today, 1);
    const weekday = calendar.weekdays.findIndex((name) => plainWords(name) === words) + 1;
    if (weekday > 0) return addDays(today, ((weekday - isoWeekday(today) + 6) % 7) + 1);
  }
  return null;
}

function readNumeric(written: string, today: LocalDate, language: Language): LocalDate | null {
  const parts = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?$/.exec(written);
  if (!parts) return null;
  const [, first, second, year] = parts;
  const [day, month] = language === 'en' ? [second, first] : [first, second];
  return civilDate({ day: Number(day), month: Number(month), year }, today);
}

function readNamed(words: string, today: LocalDate): LocalDate | null {
  const parts = words.split(' ').filter((word) => !FILLERS.has(word));
  const month = monthNamed(parts.find((part) => /^\p{L}/u.test(part)) ?? '');
  const [day, year, ...more] = parts.filter((part) => /^\d/.test(part));
  if (month === 0 || day === undefined || more.length > 0 || parts.length > 3) return null;
  if (year !== undefined && !/^\d{4}$/.test(year)) return null;
  return civilDate({ day: Number(day.replace(/(st|nd|rd|th)$/, '')), month, year }, today);
}

const FILLERS = new Set(['de', 'del', 'el', 'the', 'of']);

/** 1–12 for a month's name or its first letters, at least three; else 0. */
function monthNamed(word: string): number {
  if (word.length < 3) return 0;
  for (const { months } of CALENDAR_WORDS) {
    const at = months.findIndex((name) => name.toLowerCase().startsWith(word));
    if (at !== -1) return at + 1;
  }
  return 0;
}

function civilDate(
  { day, month, year }: { day: number; month: number; year: string | undefined },
  today: LocalDate,
): LocalDate | null {
  const two = (part: number): string => String(part).padStart(2, '0');
  const inYear = (each: number | string): string => `${each}-${two(month)}-${two(day)}`;
  if (year !== undefined) return isCivilDate(inYear(year)) ? inYear(year) : null;
  const thisYear = Number(today.slice(0, 4));
  // February 29 may be up to eight years away.
  const years = Array.from({ length: 9 }, (_, index) => inYear(thisYear + index));
  return years.find((date) => isCivilDate(date) && date >= today) ?? null;
}
