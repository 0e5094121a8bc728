import type { Language } from '../messaging/opt-out-words';

/** The currencies a catalogue may have, with how many decimals each is written with (ISO 4217). */
export const CURRENCIES = {
  ARS: 2,
  BOB: 2,
  BRL: 2,
  CLP: 0,
  COP: 2,
  EUR: 2,
  MXN: 2,
  PEN: 2,
  PYG: 0,
  USD: 2,
  UYU: 2,
} as const;

export type Currency = keyof typeof CURRENCIES;
export const CURRENCY_CODES = Object.keys(CURRENCIES) as [Currency, ...Currency[]];

/** An amount in the smallest unit of its currency: centavos, and whole pesos in Chile. Always a whole number. */
export interface Money {
  minor: number;
  currency: Currency;
}

/** The dearest product, in minor units: a full cart of them is still an exact number. */
export const MAX_PRICE_MINOR = 10_000_000_000;

const DECIMAL = /^\d{1,12}(\.\d+)?$/;

/**
 * Minor units of a price as machines write it (450, "4500.50"); null for more decimals than the currency has, so
 * that 4.500 is never taken for four and a half.
 */
export function minorOf(written: number | string, currency: Currency): number | null {
  const text = String(written).trim();
  if (!DECIMAL.test(text)) return null;
  const [whole = '', decimals = ''] = text.split('.');
  const digits = CURRENCIES[currency];
  if (decimals.length > digits) return null;
  return Number(`${whole}${decimals.padEnd(digits, '0')}`);
}

/** The amount in units of its currency, for showing and for JSON; exact up to the number's last decimal. */
export function unitsOf({ minor, currency }: Money): number {
  return minor / 10 ** CURRENCIES[currency];
}

/** What so many of a thing cost. */
export function times({ minor, currency }: Money, quantity: number): Money {
  return { minor: minor * quantity, currency };
}

/** The sum of amounts of one currency; adding another currency is a bug, and throws. */
export function sumOf(amounts: readonly Money[], currency: Currency): Money {
  const minor = amounts.reduce((sum, amount) => {
    if (amount.currency !== currency) throw new Error(`${amount.currency} cannot be added to ${currency}`);
    return sum + amount.minor;
  }, 0);
  return { minor, currency };
}

const SIGNS: Partial<Record<Currency, string>> = { USD: 'US$', EUR: '€', BRL: 'R$', PEN: 'S/', PYG: '₲' };

/** An amount as people write it: `$4.500`, `$450,50`, `US$10` in Spanish, `$4,500` and `$450.50` in English. */
export function moneyText({ minor, currency }: Money, language: Language = 'es'): string {
  const [group, point] = language === 'en' ? [',', '.'] : ['.', ','];
  const digits = CURRENCIES[currency];
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits).replace(/\B(?=(\d{3})+$)/g, group);
  const decimals = text.slice(text.length - digits);
  const shown = /^0*$/.test(decimals) ? whole : `${whole}${point}${decimals}`;
  return `${minor < 0 ? '-' : ''}${SIGNS[currency] ?? '$'}${shown}`;
}
