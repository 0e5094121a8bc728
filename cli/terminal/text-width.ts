import { stripVTControlCharacters } from 'node:util';

const segmenter = new Intl.Segmenter('es', { granularity: 'grapheme' });
/** Emoji and East Asian characters take two columns. */
const WIDE =
  /\p{Emoji_Presentation}|\uFE0F|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFF00-\uFF60]/u;
/** Combining marks and joiners alone take none. */
const NARROWEST = /^[\p{M}\u200B-\u200D\p{Cc}]+$/u;

/** The columns a text takes in a terminal; colour codes take none. */
export function textWidth(text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(stripVTControlCharacters(text))) {
    width += columnsOf(segment);
  }
  return width;
}

/** The text filled up with spaces to so many columns. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - textWidth(text)));
}

export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - textWidth(text))) + text;
}

/** The text cut to so many columns, with … where something is left out. */
export function cut(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  let kept = '';
  for (const { segment } of segmenter.segment(text)) {
    if (textWidth(kept + segment) > columns - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** Lines of at most so many columns, broken at spaces where there are any. */
export function wrap(text: string, columns: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, columns));
}

function wrapLine(line: string, columns: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ').flatMap((long) => pieces(long, columns))) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (textWidth(longer) <= columns) {
      current = longer;
      continue;
    }
    lines.push(current);
    current = word;
  }
  return [...lines, current];
}

function pieces(word: string, columns: number): string[] {
  if (textWidth(word) <= columns) return [word];
  const parts: string[] = [''];
  for (const { segment } of segmenter.segment(word)) {
    const last = parts.at(-1) ?? '';
    if (textWidth(last + segment) > columns) parts.push(segment);
    else parts[parts.length - 1] = last + segment;
  }
  return parts;
}

function columnsOf(grapheme: string): number {
  if (NARROWEST.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
}
