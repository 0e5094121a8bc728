import type { Value } from './values';

/** The work that one turn may still take; texts, conditions, patterns and expressions count it down. */
export interface Effort {
  left: number;
}

/** Matches people's texts against a scenario's patterns in linear time, whatever the pattern (RE2). */
export interface PatternMatcher {
  /** What is wrong with the pattern, or null. */
  problemOf(pattern: string): string | null;
  /** Whether the pattern occurs in the text; false for a pattern that has a problem, or when the effort is spent. */
  matches(pattern: string, text: string, effort?: Effort): boolean;
}

export type Evaluation = { kind: 'value'; value: Value } | { kind: 'failed'; reason: string };

/** Evaluates CEL over a conversation's variables; always comes to an end and never throws. */
export interface ExpressionEvaluator {
  /** What is wrong with the expression, or null. */
  problemOf(expression: string): string | null;
  /** Fails when the effort is spent. */
  evaluate(expression: string, scope: Record<string, Value>, effort?: Effort): Evaluation;
}

/** What the engine needs of the world. Without one of them, scenarios that use it do not pass their check. */
export interface ConversationPorts {
  patterns?: PatternMatcher;
  expressions?: ExpressionEvaluator;
}
