import type { Evaluating } from './conditions';
import { valueAt } from './conditions';
import type { Assignment, NumberOperand } from './expressions';
import type { Language } from './scenario';
import { loneValue, spendOnText, substitute } from './substitute';
import type { Value } from './values';
import { MAX_VALUE_LENGTH } from './values';

type Operation = 'add' | 'subtract' | 'multiply' | 'divide';

const OPERATIONS: Record<Operation, (a: number, b: number) => number> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
};

/** The value an assignment gives; null, with a report, where it gives none. */
export function compute(assignment: Assignment, on: Evaluating, language: Language): Value {
  if (on.effort.left < 0) return null;
  if (typeof assignment === 'string') {
    spendOnText(on.effort, assignment);
    const rendering = { scope: on.scope, language, maxLength: MAX_VALUE_LENGTH };
    return loneValue(assignment, on.scope) ?? substitute(assignment, rendering).text;
  }
  if (typeof assignment !== 'object' || assignment === null) return assignment;
  if ('path' in assignment) return valueAt(assignment.path, on.scope);
  return 'cel' in assignment ? evaluated(assignment.cel, on) : calculated(assignment, on);
}

function evaluated(expression: string, { scope, ports, effort, report }: Evaluating): Value {
  const result = ports.expressions?.evaluate(expression, scope, effort);
  if (result?.kind === 'value') return result.value;
  report(result?.reason ?? 'no evaluator for CEL expressions');
  return null;
}

function calculated(
  assignment: Partial<Record<Operation, NumberOperand[]>>,
  { scope, report }: Evaluating,
): Value {
  for (const operation of ['add', 'subtract', 'multiply', 'divide'] as const) {
    const operands = assignment[operation];
    if (!operands) continue;
    const values = operands.map((each) => (typeof each === 'number' ? each : valueAt(each.path, scope)));
    const [first, ...rest] = values.filter((value) => typeof value === 'number');
    if (first === undefined || rest.length !== values.length - 1) {
      report(`${operation} needs numbers`);
      return null;
    }
    const result = rest.reduce(OPERATIONS[operation], first);
    if (Number.isFinite(result)) return result;
    report(`${operation} has no finite result`);
  }
  return null;
}
