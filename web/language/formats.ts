import { useMemo } from 'react';
import { useLanguage, type Language } from './language';
import { moneyText } from './money-text';

/** Numbers, times and amounts as people of the language write them, in the zone of who looks. */
export function useFormats() {
  const { language } = useLanguage();
  return useMemo(() => {
    const locale = language === 'es' ? 'es-CO' : 'en-GB';
    const calendar = timesLocale(language);
    const numbers = new Intl.NumberFormat(locale);
    const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
    const kilobytes = new Intl.NumberFormat(locale, {
      ...{ style: 'unit', unit: 'kilobyte', unitDisplay: 'short', maximumFractionDigits: 0 },
    });
    const weekdays = new Intl.DateTimeFormat(calendar, { weekday: 'short' });
    const shortDays = new Intl.DateTimeFormat(calendar, { day: 'numeric', month: 'short' });
    const moments = new Intl.DateTimeFormat(calendar, { dateStyle: 'medium', timeStyle: 'short' });
    const clock = new Intl.DateTimeFormat(calendar, { timeStyle: 'short' });
    const days = new Intl.DateTimeFormat(calendar, { dateStyle: 'medium' });
    return {
      number: (value: number) => numbers.format(value),
      /** Of a share, such as 0.2. */
      percent: (share: number) => shares.format(share),
      /** In kilobytes. */
      size: (bytes: number) => kilobytes.format(Math.ceil(bytes / 1000)),
      weekday: (iso: string) => weekdays.format(new Date(iso)),
      shortDay: (iso: string) => shortDays.format(new Date(iso)),
      moment: (iso: string) => unbroken(moments.format(new Date(iso))),
      clock: (iso: string) => unbroken(clock.format(new Date(iso))),
      day: (iso: string) => days.format(new Date(iso)),
      money: (minor: number, currency: string) => moneyText(locale, minor, currency),
      duration: (seconds: number) => durationText(locale, seconds),
    };
  }, [language]);
}

/** For days and hours: that of Colombia writes a month as a number, and breaks `a. m.` at the end of a line. */
export function timesLocale(language: Language): string {
  return language === 'es' ? 'es-419' : 'en-GB';
}

/** `8:06 a.m.` in one line. */
function unbroken(time: string): string {
  return time.replace(/ (?=[ap]\.)/, '\u00a0');
}

const UNITS = [
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const;

/** The two biggest units of so many seconds: `1 hr 20 min`. */
function durationText(locale: string, seconds: number): string {
  const first = UNITS.findIndex((unit) => seconds >= unit.seconds);
  const parts = UNITS.slice(first, first === -1 ? undefined : first + 2).map(
    ({ unit, seconds: size }, index) => {
      const bigger = UNITS[first + index - 1];
      const within = index > 0 && bigger ? seconds % bigger.seconds : seconds;
      return { unit, count: Math.floor(within / size) };
    },
  );
  return parts
    .filter(({ count }, index) => count > 0 || index === 0)
    .map(({ unit, count }) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count),
    )
    .join(' ');
}
