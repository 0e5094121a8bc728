import { useMemo } from 'react';
import { useLanguage } from './language';

/** Numbers, times and amounts as people of the language write them, in the zone of who looks. */
export function useFormats() {
  const { language } = useLanguage();
  return useMemo(() => {
    const locale = language === 'es' ? 'es-CO' : 'en-GB';
    const numbers = new Intl.NumberFormat(locale);
    const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
    const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
    const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
    const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
    return {
      number: (value: number) => numbers.format(value),
      /** Of a share, such as 0.2. */
      percent: (share: number) => shares.format(share),
      moment: (iso: string) => moments.format(new Date(iso)),
      clock: (iso: string) => clock.format(new Date(iso)),
      day: (iso: string) => days.format(new Date(iso)),
    };
  }, [language]);
}
