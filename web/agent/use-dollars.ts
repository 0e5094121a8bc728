import { useMemo } from 'react';
import { useLanguage } from '../language/language';

const MICROS = 1_000_000;

/** Millionths of a US dollar as people write them; a turn costs less than a cent. */
export function useDollars() {
  const { language } = useLanguage();
  return useMemo(() => {
    const format = new Intl.NumberFormat(language === 'es' ? 'es-CO' : 'en-GB', {
      ...{ style: 'currency', currency: 'USD', maximumSignificantDigits: 3 },
    });
    return (micros: number) => format.format(micros / MICROS);
  }, [language]);
}
