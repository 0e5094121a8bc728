import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** A page of the console: how its address is made, and what its picture is called. */
export interface PicturedPage {
  pattern: string;
  name: string;
}

const LIST = resolve(__dirname, '../../web/shell/pages.ts');

/** Every page there is, as the console itself lists them; a page that may be of one thing is two. */
export function picturedPages(list = readFileSync(LIST, 'utf8')): PicturedPage[] {
  const patterns = [...list.matchAll(/^ {4}path: '([^']+)',$/gm)].map(([, pattern = '']) => pattern);
  const each = patterns.flatMap((pattern) =>
    pattern.endsWith('?') ? [pattern.replace(/\/:\w+\?$/, ''), pattern.slice(0, -1)] : [pattern],
  );
  return each.map((pattern) => ({ pattern, name: nameOf(pattern) }));
}

function nameOf(pattern: string): string {
  return pattern === '/' ? 'home' : pattern.slice(1).replaceAll(':', '').replaceAll('/', '-');
}

/** Where a page is; of a page of one thing, the first known address that is one of its. An id has a digit. */
export function addressOf({ pattern }: PicturedPage, known: Iterable<string>): string | undefined {
  if (!pattern.includes(':')) return pattern;
  const fits = new RegExp(`^${pattern.replace(/:\w+/g, '[\\w-]*\\d[\\w-]*')}$`);
  return [...known].find((address) => fits.test(address));
}
