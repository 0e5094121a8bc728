import { RE2JS } from 're2js';
import type { Effort, PatternMatcher } from '../../domain/conversations/ports';
import { createBoundedCache } from './bounded-cache';

/** As long as the schema lets a pattern be. */
const MAX_PATTERN_LENGTH = 500;
/** Instructions of a compiled pattern: `a{1000}` is short to write and long to run. */
const MAX_PROGRAM_SIZE = 300;
const MAX_TEXT_LENGTH = 65_536;
/** Instructions × characters of one match: some 70 ms at the very worst. */
const MAX_EFFORT = 500_000;
const CACHED_PATTERNS = 500;

type Compiled = { kind: 'pattern'; pattern: RE2JS } | { kind: 'refused'; reason: string };

/** RE2 patterns: linear in the text whatever the pattern; what would take too long matches nothing. */
export function createPatterns(): PatternMatcher {
  const compiled = createBoundedCache(CACHED_PATTERNS, compile);
  return {
    problemOf(pattern) {
      const made = compiled(pattern);
      return made.kind === 'refused' ? made.reason : null;
    },
    matches(pattern, text, effort = { left: MAX_EFFORT }) {
      const made = compiled(pattern);
      if (made.kind === 'refused' || text.length > MAX_TEXT_LENGTH) return false;
      if (!spend(effort, made.pattern.programSize() * text.length)) return false;
      return made.pattern.matcher(text).find();
    },
  };
}

function spend(effort: Effort, cost: number): boolean {
  effort.left -= cost;
  return effort.left >= 0 && cost <= MAX_EFFORT;
}

function compile(source: string): Compiled {
  if (source.length > MAX_PATTERN_LENGTH) {
    return { kind: 'refused', reason: `it is longer than ${MAX_PATTERN_LENGTH} characters` };
  }
  try {
    const pattern = RE2JS.compile(source);
    if (pattern.programSize() <= MAX_PROGRAM_SIZE) return { kind: 'pattern', pattern };
    return { kind: 'refused', reason: 'its repetitions are too many: write smaller numbers in { }' };
  } catch (error) {
    return { kind: 'refused', reason: reasonOf(error) };
  }
}

/** RE2's own words; look-ahead and back-references are what people miss in it. */
function reasonOf(error: unknown): string {
  const said =
    error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'it does not parse';
  return `${said} (RE2 has neither look-ahead nor back-references)`;
}
