import type { ConversationPorts, Evaluation } from '../../../domain/conversations/ports';
import type { Value } from '../../../domain/conversations/values';

type Rule = (scope: Record<string, Value>) => Value;

/** What the fake evaluator knows; every other expression fails, as a wrong one would. */
const EXPRESSIONS: Record<string, Rule> = {
  'guests > 4': ({ guests }) => Number(guests) > 4,
  'guests * 2': ({ guests }) => Number(guests) * 2,
  'name + "!"': ({ name }) => (typeof name === 'string' ? `${name}!` : null),
};

/** Ports for tests: patterns of fixtures are known to be harmless, so the runtime's own RegExp will do. */
export const testPorts: Required<ConversationPorts> = {
  patterns: {
    problemOf: (pattern) => (compile(pattern) ? null : 'it does not compile'),
    matches: (pattern, text) => compile(pattern)?.test(text) === true,
  },
  expressions: {
    problemOf: (expression) => (Object.hasOwn(EXPRESSIONS, expression) ? null : 'it does not parse'),
    evaluate: (expression, scope): Evaluation => {
      const rule = EXPRESSIONS[expression];
      return rule ? { kind: 'value', value: rule(scope) } : { kind: 'failed', reason: 'it does not parse' };
    },
  },
};

function compile(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return null;
  }
}
