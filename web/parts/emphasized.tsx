import type { ReactNode } from 'react';

/** Signs within a word or an address mark nothing. */
const MARKED =
  /((?<![\p{L}\p{N}/])(?:\*[^*\n]+\*|_[^_\n]+_|~[^~\n]+~|```[^`]+```|`[^`\n]+`)(?![\p{L}\p{N}/]))/u;
const TAGS: Readonly<Record<string, 'strong' | 'em' | 's' | 'code'>> = {
  ...{ '*': 'strong', _: 'em', '~': 's' },
  '`': 'code',
};

/** *Bold*, _slanted_, ~struck~ and `fixed` as WhatsApp shows them. */
export function emphasized(words: string): ReactNode[] {
  return words.split(MARKED).map((part, index) => {
    if (index % 2 === 0) return part;
    const marks = part.startsWith('```') ? 3 : 1;
    const Tag = TAGS[part.charAt(0)] ?? 'em';
    return <Tag key={index}>{part.slice(marks, -marks)}</Tag>;
  });
}
