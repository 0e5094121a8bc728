import { plainWords } from '../messaging/plain-words';

const UNITS: Readonly<Record<string, number>> = {
  un: 1,
  una: 1,
  uno: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  once: 11,
  doce: 12,
  trece: 13,
  catorce: 14,
  quince: 15,
  dieciseis: 16,
  diecisiete: 17,
  dieciocho: 18,
  diecinueve: 19,
  veinte: 20,
  veinticinco: 25,
  treinta: 30,
  cuarenta: 40,
  cincuenta: 50,
  cien: 100,
};
const GROUPS: Readonly<Record<string, number>> = { par: 2, pares: 2, docena: 12, docenas: 12 };

/** A number below zero or with decimals. */
const NOT_A_COUNT = /[-−]\s*\d|\d[.,]\d/;

/** A quantity as people write it: `2`, `x3`, `3x`, `dos`, `un par`, `media docena`, `dos docenas`; null for none. */
export function readQuantity(written: string): number | null {
  if (NOT_A_COUNT.test(written)) return null;
  const words = plainWords(written).split(' ');
  for (const [index, word] of words.entries()) {
    const count = quantityAt(word, words[index + 1] ?? '');
    if (count !== null) return count;
  }
  return null;
}

function quantityAt(word: string, next: string): number | null {
  const half = word === 'media' ? 0.5 : null;
  const count = half ?? UNITS[word] ?? digitsOf(word);
  if (count === null) return GROUPS[word] ?? null;
  const group = GROUPS[next];
  if (group !== undefined) return count * group;
  return half === null ? count : null;
}

/** `12`, `x12` and `12x`; not `1l`, which is a size. */
function digitsOf(word: string): number | null {
  const found = /^x?(\d{1,10})x?$/.exec(word);
  return found ? Number(found[1]) : null;
}
