/** What a variable may hold: anything JSON can. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };

/** Characters of JSON a variable may take; what is longer is cut (text) or refused (everything else). */
export const MAX_VALUE_LENGTH = 4096;

/** How deep the lists and objects of a variable may be nested. */
const MAX_VALUE_DEPTH = 32;

/**
 * The value at a dotted path such as `booking.table.0`; undefined where there is none. Own properties only, so
 * no path reaches a prototype.
 */
export function readPath(from: Value | undefined, path: readonly string[]): Value | undefined {
  let value = from;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, Value>)[part];
  }
  return value;
}

/**
 * The value as a variable may keep it, or null when it is too large for one: as it comes back from where it is kept,
 * since JSON has no negative zero and nothing infinite, at no depth.
 */
export function storable(value: Value): Value {
  if (typeof value === 'string') return value.slice(0, MAX_VALUE_LENGTH);
  if (!isShallow(value, MAX_VALUE_DEPTH)) return null;
  const kept = JSON.stringify(value);
  return kept.length <= MAX_VALUE_LENGTH ? (JSON.parse(kept) as Value) : null;
}

function isShallow(value: Value, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((item) => isShallow(item, levels - 1));
}

/** Whether two values are the same, compared as JSON; lists and objects by content. */
export function sameValue(a: Value, b: Value): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  return JSON.stringify(a) === JSON.stringify(b);
}
