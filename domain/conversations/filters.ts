import type { Language } from './scenario';
import { writeDate } from './calendar-words';
import type { Value } from './values';

const FILTER_NAMES = ['date', 'money', 'upper', 'lower', 'default'] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

export interface Filter {
  name: FilterName;
  argument: string | null;
}

/** Whether a filter of this name exists. */
export function isFilterName(name: string): name is FilterName {
  return (FILTER_NAMES as readonly string[]).includes(name);
}

/** A value as a filter writes it; a value it is not made for stays as it is. */
export function applyFilter(value: Value, { name, argument }: Filter, language: Language): Value {
  switch (name) {
    case 'default':
      return value === null || value === '' ? (argument ?? '') : value;
    case 'money':
      return typeof value === 'number' ? writeMoney(value, argument ?? 'COP', language) : value;
    case 'upper':
    case 'lower':
    case 'date':
      return typeof value === 'string' ? filterText(value, { name, argument }, language) : value;
  }
}

function filterText(text: string, { name, argument }: Filter, language: Language): string {
  if (name === 'upper') return text.toUpperCase();
  return name === 'lower' ? text.toLowerCase() : (writeDate(text, argument === 'short', language) ?? text);
}

/** Currencies of Hilo's markets. Minor units by ISO 4217; pesos with cents are shown only where there are any. */
const CURRENCIES: Record<string, { sign: string; digits: number; hideZeros: boolean }> = {
  COP: { sign: '$', digits: 2, hideZeros: true },
  USD: { sign: 'US$', digits: 2, hideZeros: false },
  MXN: { sign: 'MX$', digits: 2, hideZeros: false },
  EUR: { sign: '€', digits: 2, hideZeros: false },
  PEN: { sign: 'S/', digits: 2, hideZeros: false },
  CLP: { sign: 'CLP$', digits: 0, hideZeros: true },
};

/** An amount in minor units as people read it: 4500000 COP is `$45.000` in Spanish. */
function writeMoney(minor: number, currency: string, language: Language): string {
  const { sign, digits, hideZeros } = CURRENCIES[currency] ?? {
    sign: `${currency} `,
    digits: 2,
    hideZeros: false,
  };
  const amount = Math.round(Math.abs(minor));
  if (!Number.isSafeInteger(amount)) return String(minor);
  const unit = 10 ** digits;
  const rest = amount % unit;
  const [group, point] = language === 'en' ? [',', '.'] : ['.', ','];
  const whole = grouped(Math.floor(amount / unit), group);
  const cents = digits === 0 || (hideZeros && rest === 0) ? '' : point + String(rest).padStart(digits, '0');
  return `${minor < 0 ? '-' : ''}${sign}${whole}${cents}`;
}

function grouped(whole: number, separator: string): string {
  const digits = String(whole);
  const first = digits.length % 3;
  const groups = digits.slice(first).match(/\d{3}/g) ?? [];
  return [...(first > 0 ? [digits.slice(0, first)] : []), ...groups].join(separator);
}
