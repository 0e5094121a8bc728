import { globSync } from 'node:fs';
import { join } from 'node:path';

const paths = globSync('*/**/*.{ts,tsx}', {
  cwd: join(__dirname, '../../..'),
  exclude: (path) => /^(node_modules|dist|\.)/.test(path),
});

/** Names that say nothing about what is inside, so that everything ends up there. */
const EMPTY_WORDS = /(^|[-./])(utils?|helpers?|common|shared|managers?|misc)([-./]|$)/;
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const words = (path: string) => path.replace(/\.tsx?$/, '').split(/[/.]/);

describe('the files', () => {
  it('are many, so that the rules below have something to rule', () => {
    expect(paths.length).toBeGreaterThan(50);
  });

  it('have names in kebab-case, with their role as a suffix', () => {
    expect(paths.filter((path) => !words(path).every((word) => KEBAB_CASE.test(word)))).toEqual([]);
  });

  it('have names that say what is inside', () => {
    expect(paths.filter((path) => EMPTY_WORDS.test(path))).toEqual([]);
  });
});
