import type { Language } from './scenario';

/** The number a person wrote, with the decimal and thousands signs of the language; null when it is none. */
export function readNumber(text: string, language: Language): number | null {
  const written = text.replace(/[\s$]/g, '');
  const [group, point] = language === 'en' ? [',', '.'] : ['.', ','];
  const [whole = '', decimals, ...more] = written.split(point);
  if (more.length > 0 || written.length > 20) return null;
  const groups = whole.split(group);
  if (groups.length === 1 || isGrouped(groups)) return toNumber(groups.join(''), decimals);
  // 4.5 in Spanish can only be meant as a decimal.
  const [units = '', rest, ...others] = groups;
  return decimals === undefined && others.length === 0 ? toNumber(units, rest) : null;
}

function isGrouped([first = '', ...rest]: readonly string[]): boolean {
  return /^-?[1-9]\d{0,2}$/.test(first) && rest.every((group) => /^\d{3}$/.test(group));
}

function toNumber(whole: string, decimals: string | undefined): number | null {
  if (!/^-?\d+$/.test(whole) || !/^\d*$/.test(decimals ?? '') || decimals === '') return null;
  return Number(decimals === undefined ? whole : `${whole}.${decimals}`);
}
