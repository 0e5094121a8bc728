import type { Comparison, Condition, Operand } from './expressions';
import { MAX_CONDITION_DEPTH } from './expressions';
import { plainWords } from '../messaging/plain-words';
import type { ConversationPorts, Effort } from './ports';
import type { Scope } from './substitute';
import type { Value } from './values';
import { readPath, sameValue } from './values';

/** What conditions are evaluated on; problems found on the way are told to `report`. */
export interface Evaluating {
  scope: Scope;
  ports: ConversationPorts;
  effort: Effort;
  report: (problem: string) => void;
}

const CONDITION_EFFORT = 5;

/** Whether a condition holds. One that cannot be evaluated does not hold. */
export function holds(condition: Condition, on: Evaluating, depth = 0): boolean {
  if (depth > MAX_CONDITION_DEPTH) {
    on.report('conditions are nested too deeply');
    return false;
  }
  on.effort.left -= CONDITION_EFFORT;
  // Without effort left nothing holds; the turn stops before its next step.
  if (on.effort.left < 0) return false;
  if ('all' in condition) return condition.all.every((each) => holds(each, on, depth + 1));
  if ('any' in condition) return condition.any.some((each) => holds(each, on, depth + 1));
  if ('not' in condition) return !holds(condition.not, on, depth + 1);
  return 'cel' in condition ? holdsExpression(condition.cel, on) : holdsComparison(condition, on);
}

/** The value a dotted path names; null where there is none. */
export function valueAt(path: string, scope: Scope): Value {
  return readPath(scope, path.split('.')) ?? null;
}

/** The value of an operand. */
function operandValue(operand: Operand, scope: Scope): Value {
  return typeof operand === 'object' && operand !== null ? valueAt(operand.path, scope) : operand;
}

type Comparing = Exclude<
  Condition,
  { all: unknown } | { any: unknown } | { not: unknown } | { cel: unknown }
>;

function holdsComparison(condition: Comparing, on: Evaluating): boolean {
  const { scope } = on;
  if ('exists' in condition) {
    const value = valueAt(condition.exists, scope);
    return value !== null && value !== '';
  }
  if ('in' in condition) {
    const value = valueAt(condition.in[0], scope);
    return condition.in[1].some((each) => sameValue(each, value));
  }
  if ('matches' in condition) return matches(condition.matches, on);
  if ('contains' in condition) return contains(condition.contains, on);
  return holdsBetween(condition, scope);
}

function matches([path, pattern]: [string, string], { scope, ports, effort, report }: Evaluating): boolean {
  if (!ports.patterns) report('no matcher for patterns');
  const value = valueAt(path, scope);
  return typeof value === 'string' && ports.patterns?.matches(pattern, value, effort) === true;
}

type Between = Exclude<
  Comparing,
  { exists: unknown } | { in: unknown } | { matches: unknown } | { contains: unknown }
>;

function holdsBetween(condition: Between, scope: Scope): boolean {
  const pair = (comparison: Comparison): [Value, Value] => [
    valueAt(comparison[0], scope),
    operandValue(comparison[1], scope),
  ];
  if ('eq' in condition) return sameValue(...pair(condition.eq));
  if ('ne' in condition) return !sameValue(...pair(condition.ne));
  if ('lt' in condition) return ordered(pair(condition.lt), (sign) => sign < 0);
  if ('lte' in condition) return ordered(pair(condition.lte), (sign) => sign <= 0);
  if ('gt' in condition) return ordered(pair(condition.gt), (sign) => sign > 0);
  return ordered(pair(condition.gte), (sign) => sign >= 0);
}

/** Numbers with numbers and texts with texts, dates among them; nothing else has an order. */
function ordered([a, b]: [Value, Value], test: (sign: number) => boolean): boolean {
  if (typeof a === 'number' && typeof b === 'number') return test(a - b);
  if (typeof a === 'string' && typeof b === 'string') return test(a < b ? -1 : a > b ? 1 : 0);
  return false;
}

function contains([path, operand]: Comparison, { scope, effort }: Evaluating): boolean {
  const container = valueAt(path, scope);
  const value = operandValue(operand, scope);
  if (Array.isArray(container)) return container.some((item) => sameValue(item, value));
  if (typeof container !== 'string' || typeof value !== 'string') return false;
  effort.left -= container.length + value.length;
  return plainWords(container).includes(plainWords(value));
}

function holdsExpression(expression: string, { scope, ports, effort, report }: Evaluating): boolean {
  const result = ports.expressions?.evaluate(expression, scope, effort) ?? {
    kind: 'failed' as const,
    reason: 'no evaluator for CEL expressions',
  };
  if (result.kind === 'value' && typeof result.value === 'boolean') return result.value;
  report(result.kind === 'failed' ? result.reason : 'the expression gives neither true nor false');
  return false;
}
