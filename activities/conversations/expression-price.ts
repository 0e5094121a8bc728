import type { ASTNode } from '@marcbachmann/cel-js';
import type { Value } from '../../domain/conversations/values';

/** Characters that are worked through about as fast as one value. */
const CHARACTERS = 16;
/** An error costs as much as these steps, and may be swallowed by `all`, `exists`, `&&` and `||`: each time. */
const SWALLOWED_ERROR = 10;

/** The most an expression can take, and the most its result can be, whatever its conditions turn out to be. */
export interface Price {
  /** Steps of evaluation. */
  cost: number;
  /** Values in the result, counting every 16 characters of a text as one more. */
  size: number;
  /** Entries of the longest list or map in the result, however deep. */
  items: number;
  /** The size of its largest entry. */
  entry: number;
}

type Size = Omit<Price, 'cost'>;

/** What the names in an expression stand for. */
export type Sizes = ReadonlyMap<string, Size>;

const SCALAR = { size: 1, items: 0, entry: 0 };
const NOTHING = { cost: 0, ...SCALAR };

/** The size of a value. */
export function sizeOf(value: Value): Size {
  if (typeof value === 'string') return { ...SCALAR, size: 1 + value.length / CHARACTERS };
  if (typeof value !== 'object' || value === null) return SCALAR;
  const keys = Array.isArray(value) ? [] : Object.keys(value);
  const inside = [...Object.values(value), ...keys].map(sizeOf);
  return {
    size: 1 + sum(inside, 'size'),
    items: Math.max(inside.length, most(inside, 'items')),
    entry: most(inside, 'size'),
  };
}

/** The size of any entry of something that large. */
function entryOf({ items, entry }: Size): Size {
  return { size: entry, items: Math.min(items, entry), entry };
}

/**
 * The price of an expression, found without evaluating it: loops within loops multiply, everything else adds up.
 * Only what `functionProblem` lets through has a price.
 */
export function priceOf(node: ASTNode, names: Sizes): Price {
  switch (node.op) {
    case 'value':
      return { ...NOTHING, cost: 1, ...(typeof node.args === 'string' && sizeOf(node.args)) };
    case 'id':
      return { ...NOTHING, cost: 1, ...names.get(node.args) };
    case 'call':
      return priceOfCall(node.args[0], node.args[1], names);
    case 'rcall': {
      const [name, receiver, args] = node.args;
      return MACROS.has(name)
        ? priceOfLoop({ name, receiver, args }, names)
        : priceOfCall(name, [receiver, ...args], names);
    }
    default:
      return priceOfOperator(node, names);
  }
}

/** Every node directly inside another. */
export function childrenOf(node: ASTNode): ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}

function priceOfOperator(node: ASTNode, names: Sizes): Price {
  const parts = childrenOf(node).map((child) => priceOf(child, names));
  const cost = 1 + sum(parts, 'cost');
  switch (node.op) {
    case '+':
      return {
        cost: cost + sum(parts, 'size'),
        size: sum(parts, 'size'),
        items: sum(parts, 'items'),
        entry: most(parts, 'entry'),
      };
    case 'list':
    case 'map':
      return {
        cost: cost + parts.length,
        size: 1 + sum(parts, 'size'),
        items: Math.max(parts.length, most(parts, 'items')),
        entry: most(parts, 'size'),
      };
    case '.':
    case '[]':
      return { cost, ...entryOf(parts[0] ?? NOTHING) };
    case '&&':
    case '||':
      return { ...NOTHING, cost: cost + SWALLOWED_ERROR };
    case '?:':
      return {
        cost,
        size: most(parts, 'size'),
        items: most(parts, 'items'),
        entry: most(parts, 'entry'),
      };
    default:
      // Comparisons look through both sides; what is left gives a number or a boolean.
      return { ...NOTHING, cost: cost + sum(parts, 'size') };
  }
}

interface Loop {
  name: string;
  receiver: ASTNode;
  args: readonly ASTNode[];
}

function priceOfLoop({ name, receiver, args }: Loop, names: Sizes): Price {
  const list = priceOf(receiver, names);
  const [variable, ...steps] = args;
  const inside = variable?.op === 'id' ? new Map([...names, [variable.args, entryOf(list)] as const]) : names;
  const prices = steps.map((step) => priceOf(step, inside));
  const each = (name === 'all' || name === 'exists' ? SWALLOWED_ERROR : 1) + sum(prices, 'cost');
  const cost = 1 + list.cost + list.items * each;
  if (name === 'filter') return { ...list, cost };
  if (name !== 'map') return { ...NOTHING, cost };
  const made = prices.at(-1) ?? NOTHING;
  return {
    cost,
    size: 1 + list.items * made.size,
    items: Math.max(list.items, made.items),
    entry: made.size,
  };
}

type Pricing = (first: Price, second: Price) => Partial<Price>;

const work: Pricing = (first) => ({ cost: first.size });
const search: Pricing = (first, second) => ({ cost: first.size * second.size });
const rewrite: Pricing = ({ size }) => ({ cost: size, size: size * 3 });

/** Everything an expression may call besides the loops, and what it costs beyond its arguments. */
const FUNCTIONS: Record<string, Pricing> = {
  ...{ size: work, int: work, double: work, bool: work, re2: work, has: work },
  ...{ contains: search, startsWith: search, endsWith: search, indexOf: search, lastIndexOf: search },
  ...{ lowerAscii: rewrite, upperAscii: rewrite, trim: rewrite, substring: rewrite, string: rewrite },
  // A text may fall into as many parts as it has characters.
  split: ({ size }, by) => ({
    cost: size * (CHARACTERS + by.size),
    size: size * (CHARACTERS + 1),
    items: size * CHARACTERS,
    entry: size,
  }),
  join: ({ size, items }, by) => ({ cost: size + items * by.size, size: size + items * by.size }),
};
const MACROS = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);

function priceOfCall(name: string, args: readonly ASTNode[], names: Sizes): Price {
  const parts = args.map((arg) => priceOf(arg, names));
  const [first = NOTHING, second = NOTHING] = parts;
  const own = FUNCTIONS[name]?.(first, second) ?? {};
  return { ...NOTHING, ...own, cost: 1 + sum(parts, 'cost') + (own.cost ?? 0) };
}

/** What is wrong with a function's name, or null. */
export function functionProblem(name: string): string | null {
  if (MACROS.has(name) || Object.hasOwn(FUNCTIONS, name)) return null;
  if (name === 'matches') return 'matches is not offered: write re2(text, "pattern")';
  return `there is no function ${name} here: ${[...Object.keys(FUNCTIONS), ...MACROS].join(', ')}`;
}

function sum<K extends string>(parts: readonly Record<K, number>[], key: K): number {
  return parts.reduce((total, part) => total + part[key], 0);
}

function most<K extends string>(parts: readonly Record<K, number>[], key: K): number {
  return parts.reduce((highest, part) => Math.max(highest, part[key]), 0);
}
