import type { ReactNode } from 'react';
import { emphasized } from '../parts/emphasized';
import type { ShownMessage } from './simulator-data';

/** What is shown otherwise; null where the app reads the marks in the words. */
export type Emphasis = ShownMessage['emphasis'];
type Stretch = NonNullable<Emphasis>[number];

const TAGS = {
  bold: 'strong',
  italic: 'em',
  strikethrough: 's',
  code: 'code',
  pre: 'code',
} as const satisfies Record<Stretch['type'], string>;

/** Words as an app shows them: by their marks, or by what its platform was told of them. */
export function shownWords(text: string, emphasis: Emphasis): ReactNode[] {
  return emphasis === null ? emphasized(text) : stretched(text, emphasis);
}

/** Outer stretches come before those within them. */
function stretched(text: string, stretches: readonly Stretch[]): ReactNode[] {
  const [first, ...others] = stretches;
  if (!first) return [text];
  const { type, offset, length } = first;
  const end = offset + length;
  const within = others.filter((each) => each.offset < end);
  const after = others.filter((each) => each.offset >= end);
  const Tag = TAGS[type];
  return [
    text.slice(0, offset),
    <Tag key={`${offset} ${type}`}>{stretched(text.slice(offset, end), moved(within, offset))}</Tag>,
    ...stretched(text.slice(end), moved(after, end)),
  ];
}

function moved(stretches: readonly Stretch[], by: number): Stretch[] {
  return stretches.map((each) => ({ ...each, offset: each.offset - by }));
}
