import type { ReactNode } from 'react';

/** Signs within a word or an address mark nothing. */
const MARKED = /((?<![\p{L}\p{N}/])(?:\*[^*\n]+\*|_[^_\n]+_)(?![\p{L}\p{N}/]))/u;

/** *Bold* and _slanted_ as messengers show them. */
export function emphasized(words: string): ReactNode[] {
  return words.split(MARKED).map((part, index) => {
    if (index % 2 === 0) return part;
    const inner = part.slice(1, -1);
    return part.startsWith('*') ? <strong key={index}>{inner}</strong> : <em key={index}>{inner}</em>;
  });
}
