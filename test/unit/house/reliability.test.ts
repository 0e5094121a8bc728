import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const sections = read('docs/reliability.md').split(/^## /m).slice(1);
const named = sections.flatMap((section) =>
  [...section.matchAll(/^- `(test\/[^`]+\.test\.ts)`: (.+)$/gm)].map(
    ([, file = '', title = '']) => [file, title] as const,
  ),
);
const scripts = sections.flatMap((section) =>
  [...section.matchAll(/`npm run (prove|bench) -- (\w+)`/g)].map(
    ([, kind = '', name = '']) => [kind, name] as const,
  ),
);
const FOLDERS: Readonly<Record<string, string>> = { prove: 'test/faults/prove', bench: 'test/bench' };

describe('docs/reliability.md', () => {
  it('goes through all of the invariants, each with a test of its own', () => {
    const numbers = sections.map((section) => /^I(\d+) /.exec(section)?.[1]);
    expect(numbers).toEqual(Array.from({ length: 25 }, (_, index) => String(index + 1)));
    expect(sections.filter((section) => !section.includes('\n- `test/'))).toEqual([]);
  });

  it.each(named)('names a test that there is: %s: %s', (file, title) => {
    const literals = read(file).match(/'(?:[^'\\\n]|\\.)*'|"[^"\n]*"|`[^`]*`/g) ?? [];
    expect(literals.filter((literal) => literal.includes(title))).not.toEqual([]);
  });

  it.each(scripts)('names a script that there is: npm run %s -- %s', (kind, name) => {
    expect(existsSync(join(root, FOLDERS[kind] ?? '', `${name}.${kind}.ts`))).toBe(true);
  });
});
