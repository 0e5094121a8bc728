import type { Filter } from './filters';
import { applyFilter, isFilterName } from './filters';
import type { Effort } from './ports';
import type { Language } from './scenario';
import type { Value } from './values';
import { readPath } from './values';

/** Everything a path can name: variables, `language`, `contact` and `context`. */
export type Scope = Record<string, Value>;

export interface Rendering {
  scope: Scope;
  language: Language;
  /** Characters after which the text is cut. */
  maxLength: number;
}

export interface Rendered {
  text: string;
  cut: boolean;
}

/** `{{path | filter: argument}}` taken apart. */
export interface Placeholder {
  path: string[];
  filters: Filter[];
}

const OPEN = '{{';
const CLOSE = '}}';
const PATH = /^[A-Za-z]\w*(\.\w+)*$/;
const FILTER = /^([a-z]+)\s*(?::\s*(.*))?$/;

/**
 * The text with its variables in place, in one pass: what a variable holds is never looked through for more
 * placeholders, and a placeholder that names nothing stays as it is written.
 */
export function substitute(template: string, rendering: Rendering): Rendered {
  const { maxLength } = rendering;
  let text = '';
  for (const part of partsOf(template)) {
    text += part.kind === 'literal' ? part.text : (valueTextOf(part.inside, rendering) ?? part.text);
    if (text.length > maxLength) return { text: cutText(text, maxLength), cut: true };
  }
  return { text, cut: false };
}

/** Counts the filling in of a text: its placeholders first of all. */
export function spendOnText(effort: Effort, template: string): void {
  effort.left -= template.length / 16 + 20 * (template.split(OPEN).length - 1);
}

/** The value itself when the template is one plain variable and nothing else; undefined otherwise. */
export function loneValue(template: string, scope: Scope): Value | undefined {
  const [only, another] = template.startsWith(OPEN) ? partsOf(template.trim()) : [];
  if (another || only?.kind !== 'placeholder') return undefined;
  const placeholder = readPlaceholder(only.inside);
  return placeholder?.filters.length === 0 ? readPath(scope, placeholder.path) : undefined;
}

/** The placeholders of a text, as they are written; null stands for one that cannot be read. */
export function placeholdersOf(template: string): { written: string; placeholder: Placeholder | null }[] {
  return [...partsOf(template)].flatMap((part) =>
    part.kind === 'placeholder' ? [{ written: part.text, placeholder: readPlaceholder(part.inside) }] : [],
  );
}

function readPlaceholder(inside: string): Placeholder | null {
  const [path = '', ...filters] = inside.split('|').map((part) => part.trim());
  const read = filters.map(readFilter);
  if (!PATH.test(path) || read.includes(null)) return null;
  return { path: path.split('.'), filters: read.filter((filter) => filter !== null) };
}

function readFilter(written: string): Filter | null {
  const [, name, argument] = FILTER.exec(written) ?? [];
  if (name === undefined || !isFilterName(name)) return null;
  return { name, argument: argument === undefined ? null : unquoted(argument) };
}

function unquoted(argument: string): string {
  const [, , inside] = /^(["'])(.*)\1$/.exec(argument) ?? [];
  return inside ?? argument;
}

function valueTextOf(inside: string, { scope, language }: Rendering): string | null {
  const placeholder = readPlaceholder(inside);
  if (placeholder === null) return null;
  const found = readPath(scope, placeholder.path);
  if (found === undefined) return null;
  const value = placeholder.filters.reduce<Value>(
    (current, filter) => applyFilter(current, filter, language),
    found,
  );
  return textOfValue(value, language);
}

/** How a value reads in a message; null for what has no reading, such as an object. */
function textOfValue(value: Value, language: Language): string | null {
  if (value === null) return '';
  if (typeof value === 'boolean') return (WORDS[language] ?? ENGLISH)[value ? 0 : 1];
  if (Array.isArray(value)) return value.map((item) => textOfValue(item, language) ?? '').join(', ');
  return typeof value === 'object' ? null : String(value);
}

const ENGLISH: [string, string] = ['yes', 'no'];
const WORDS: Record<string, [string, string]> = { es: ['sí', 'no'], en: ENGLISH };

function cutText(text: string, maxLength: number): string {
  // Half of a surrogate pair would be no character.
  const end = /[\uD800-\uDBFF]/.test(text.charAt(maxLength - 2)) ? maxLength - 2 : maxLength - 1;
  return `${text.slice(0, Math.max(0, end))}…`;
}

type Part = { kind: 'literal'; text: string } | { kind: 'placeholder'; text: string; inside: string };

function* partsOf(template: string): Generator<Part> {
  let from = 0;
  for (;;) {
    const close = template.indexOf(CLOSE, from);
    const open = close === -1 ? -1 : template.lastIndexOf(OPEN, close - OPEN.length);
    if (close === -1) break;
    if (open < from) {
      yield { kind: 'literal', text: template.slice(from, close + CLOSE.length) };
    } else {
      if (open > from) yield { kind: 'literal', text: template.slice(from, open) };
      const text = template.slice(open, close + CLOSE.length);
      yield { kind: 'placeholder', text, inside: template.slice(open + OPEN.length, close) };
    }
    from = close + CLOSE.length;
  }
  if (from < template.length) yield { kind: 'literal', text: template.slice(from) };
}
