import { plainWords } from '../messaging/plain-words';

const MAX_WORDS = 8;
const MAX_WORD = 40;
const MOST_MEANINGS = 5;

/** The words of a text as the catalogue's vocabulary has them: plain, without accents and case, ñ as n. */
function plainTokens(text: string): string[] {
  return plainWords(text)
    .split(' ')
    .filter((word) => /^[a-z0-9]+$/.test(word) && word.length <= MAX_WORD);
}

/** The words of a query, each once, and no more than a person would write. */
export function searchWords(query: string): string[] {
  return [...new Set(plainTokens(query.slice(0, 400)))].slice(0, MAX_WORDS);
}

/** The words of a product's name and category by which a misspelt one is recognised. */
export function vocabularyOf(texts: readonly string[]): string[] {
  const words = texts.flatMap((text) => plainTokens(text)).filter((word) => /^[a-z]{3,}$/.test(word));
  return [...new Set(words)].sort();
}

/** How a word may stand in a name: a plural in -ces belongs to a singular in -z, which no stemmer undoes. */
export function formsOf(word: string): string[] {
  return /[a-z]{2}ces$/.test(word) ? [word, `${word.slice(0, -3)}z`] : [word];
}

/** How many letters may be wrong in a word of this length. */
function allowance(length: number): number {
  if (length < 4) return 0;
  return length < 7 ? 1 : 2;
}

/**
 * What a word that the catalogue does not know was meant to be: the words it begins, or else those that differ
 * least from it. Empty when nothing is near.
 */
export function meaningsOf(word: string, vocabulary: readonly string[]): string[] {
  if (word.length < 3 || /\d/.test(word)) return [];
  const begun = vocabulary.filter((known) => known.startsWith(word));
  if (begun.length > 0) return shortest(begun);
  const found = [word, ...singularsOf(word)].map((form) => nearestTo(form, vocabulary));
  return found.find((near) => near.length > 0) ?? [];
}

/** What a misspelt plural may be the plural of: no stemmer knows it. */
function singularsOf(word: string): string[] {
  return [/es$/, /s$/].flatMap((ending) =>
    ending.test(word) && word.length > 5 ? [word.replace(ending, '')] : [],
  );
}

function nearestTo(word: string, vocabulary: readonly string[]): string[] {
  const near = vocabulary
    .map((known) => ({ known, distance: distanceOf(word, known) }))
    .filter(({ known, distance }) => distance <= allowance(Math.min(word.length, known.length)));
  const least = Math.min(...near.map(({ distance }) => distance));
  return shortest(near.filter(({ distance }) => distance === least).map(({ known }) => known));
}

function shortest(words: readonly string[]): string[] {
  return words.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, MOST_MEANINGS);
}

/** Letters added, missing, changed, or swapped with their neighbour, between two words. */
export function distanceOf(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return Infinity;
  const rows = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const swap = isSwap({ one, other, i, j }) ? at(rows, i - 2, j - 2) + 1 : Infinity;
      const change = at(rows, i - 1, j - 1) + (one[i - 1] === other[j - 1] ? 0 : 1);
      row.push(Math.min(swap, change, at(rows, i - 1, j) + 1, at([row], 0, j - 1) + 1));
    }
    rows.push(row);
  }
  return at(rows, one.length, other.length);
}

function at(rows: readonly (readonly number[])[], row: number, column: number): number {
  return rows[row]?.[column] ?? Infinity;
}

function isSwap({ one, other, i, j }: { one: string; other: string; i: number; j: number }): boolean {
  return i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
}
