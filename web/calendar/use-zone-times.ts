import { useMemo } from 'react';
import { timesLocale } from '../language/formats';
import { useLanguage } from '../language/language';

const DAY_MS = 86_400_000;

/** Days and hours on the clock of the calendar's zone, wherever one looks from. */
export function useZoneTimes(timeZone: string) {
  const { language } = useLanguage();
  return useMemo(() => {
    const locale = timesLocale(language);
    const dates = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
    const days = new Intl.DateTimeFormat(locale, {
      timeZone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
    });
    const clock = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' });
    return {
      /** Such as `2026-12-01`. */
      date: (iso: string) => dates.format(new Date(iso)),
      day: (iso: string) => days.format(new Date(iso)),
      time: (iso: string) => clock.format(new Date(iso)),
      /** The first instant of a date, and the first of the next. */
      stretch: (date: string) => ({
        from: beginningOf(date, timeZone),
        to: beginningOf(dateAfter(date), timeZone),
      }),
    };
  }, [language, timeZone]);
}

/** What the zone's clock shows at the date's midnight in UTC says how far the two are apart. */
function beginningOf(date: string, timeZone: string): string {
  const inUtc = Date.parse(`${date}T00:00:00Z`);
  const shown = new Date(inUtc).toLocaleString('sv-SE', { timeZone });
  return new Date(2 * inUtc - Date.parse(`${shown.replace(' ', 'T')}Z`)).toISOString();
}

function dateAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
