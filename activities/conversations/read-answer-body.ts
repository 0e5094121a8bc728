import type { Value } from '../../domain/conversations/values';
import { MAX_VALUE_LENGTH } from '../../domain/conversations/values';

/** Deeper JSON than anybody's answer; what walks through it later must come back. */
const MAX_DEPTH = 32;

export type BodyReading = { kind: 'body'; body: Value } | { kind: 'too-deep' };

/** What a backend answered: its JSON, or else its text; null for nothing. */
export function readAnswerBody(text: string): BodyReading {
  if (text.trim() === '') return { kind: 'body', body: null };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { kind: 'body', body: text.slice(0, MAX_VALUE_LENGTH).toWellFormed() };
  }
  const body = cleaned(parsed as Value, 0);
  return body === undefined ? { kind: 'too-deep' } : { kind: 'body', body };
}

/** The value without keys that could reach a prototype where somebody copies it key by key. */
function cleaned(value: Value, depth: number): Value | undefined {
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item) => cleaned(item, depth + 1)).filter((item) => item !== undefined);
    return items.length === value.length ? items : undefined;
  }
  const entries: [string, Value][] = [];
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__') continue;
    const kept = cleaned(item, depth + 1);
    if (kept === undefined) return undefined;
    entries.push([key, kept]);
  }
  return Object.fromEntries(entries);
}
