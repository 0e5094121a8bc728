const ASCII_WORDS = /^[a-z0-9]*$/;

/** A text without case, accents, punctuation around words and repeated spaces, for comparing what people write. */
export function plainWords(text: string): string {
  if (ASCII_WORDS.test(text)) return text;
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
