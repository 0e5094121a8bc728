const ASCII_WORDS = /^[a-z0-9]*$/;

/** A text without case and accents: `Número` as `numero`. */
export function plainLetters(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A text without case, accents, punctuation around words and repeated spaces, for comparing what people write. */
export function plainWords(text: string): string {
  if (ASCII_WORDS.test(text)) return text;
  return plainLetters(text)
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
