import type { Value } from '../../domain/conversations/values';

/** Deeper values would make CEL name ever new types. */
const MAX_DEPTH = 8;

/** A value as CEL works with it: whole numbers are its ints, and objects are maps, which have no prototype. */
export function toCel(value: Value, depth = 0): unknown {
  if (depth > MAX_DEPTH) throw new RangeError('a variable is nested too deeply for an expression');
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => toCel(item, depth + 1));
  return new Map(Object.entries(value).map(([key, item]) => [key, toCel(item, depth + 1)]));
}

/** What an expression gave as JSON; undefined where JSON has no such value. */
export function fromCel(result: unknown): Value | undefined {
  switch (typeof result) {
    case 'string':
    case 'boolean':
      return result;
    case 'number':
      return Number.isFinite(result) ? result : undefined;
    case 'bigint':
      return Number.isSafeInteger(Number(result)) ? Number(result) : undefined;
    case 'object':
      return fromObject(result);
    default:
      return undefined;
  }
}

function fromObject(result: object | null): Value | undefined {
  if (result === null) return null;
  if (Array.isArray(result)) return allOf(result.map(fromCel));
  return result instanceof Map || isPlain(result) ? objectOf(result) : undefined;
}

function objectOf(result: Map<unknown, unknown> | object): Value | undefined {
  const entries: [unknown, unknown][] = result instanceof Map ? [...result] : Object.entries(result);
  const values = allOf(entries.map(([, item]) => fromCel(item)));
  if (values === undefined || !entries.every(([key]) => typeof key === 'string')) return undefined;
  return Object.fromEntries(entries.map(([key], index) => [String(key), values[index] ?? null]));
}

function allOf(values: readonly (Value | undefined)[]): Value[] | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? known : undefined;
}

function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype;
}
