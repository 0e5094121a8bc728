import type { Value } from './values';

/** A variable by path, such as `guests`, `contact.name` or `context.platform`. */
export interface PathOperand {
  path: string;
}

/** A value, or another variable's. */
export type Operand = string | number | boolean | null | PathOperand;

/** The path of a variable, and what it is compared with. */
export type Comparison = [path: string, operand: Operand];

export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { eq: Comparison }
  | { ne: Comparison }
  | { lt: Comparison }
  | { lte: Comparison }
  | { gt: Comparison }
  | { gte: Comparison }
  | { in: [path: string, values: Value[]] }
  /** The variable has a value that is neither null nor an empty text. */
  | { exists: string }
  /** A text has the words, whatever its case and accents; or a list the value. */
  | { contains: Comparison }
  /** The text matches an RE2 pattern somewhere. */
  | { matches: [path: string, pattern: string] }
  | { cel: string };

export type NumberOperand = number | PathOperand;

/** A new value: a text with variables, a value, another variable, arithmetic, or a CEL expression. */
export type Assignment =
  | string
  | number
  | boolean
  | null
  | PathOperand
  | { add: NumberOperand[] }
  | { subtract: NumberOperand[] }
  | { multiply: NumberOperand[] }
  | { divide: NumberOperand[] }
  | { cel: string };

/** How deep conditions may be nested. */
export const MAX_CONDITION_DEPTH = 10;
