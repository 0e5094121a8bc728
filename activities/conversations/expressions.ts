import type { ASTNode, ParseResult } from '@marcbachmann/cel-js';
import { Environment } from '@marcbachmann/cel-js';
import type {
  Effort,
  Evaluation,
  ExpressionEvaluator,
  PatternMatcher,
} from '../../domain/conversations/ports';
import type { Value } from '../../domain/conversations/values';
import { createBoundedCache } from './bounded-cache';
import { childrenOf, functionProblem, priceOf, sizeOf } from './expression-price';
import { fromCel, toCel } from './expression-values';

/** As long as the schema lets an expression be. */
const MAX_LENGTH = 1000;
const LIMITS = {
  maxAstNodes: 200,
  maxDepth: 20,
  maxListElements: 100,
  maxMapEntries: 100,
  maxCallArguments: 4,
};
/** Steps one evaluation may take at the most: a few milliseconds. */
const MAX_COST = 20_000;
/** A step of an expression in the turn's effort, which counts a pattern's far shorter ones. */
const EFFORT_OF_STEP = 4;
const CACHED_EXPRESSIONS = 500;

type Compiled =
  { kind: 'expression'; run: ParseResult; names: ReadonlySet<string> } | { kind: 'refused'; reason: string };

type Scope = Record<string, Value>;

/**
 * CEL without its `matches`, which would run on the engine's own RegExp: `re2(text, "pattern")` stands for it.
 * What an evaluation could cost at the most is worked out first, and refused where it is too much.
 */
export function createExpressions(patterns: PatternMatcher): ExpressionEvaluator {
  // Evaluation is synchronous, so that one expression's effort is never taken for another's.
  let spending: Effort | undefined;
  const environment = environmentOf((text, pattern) => patterns.matches(pattern, text, spending));
  const compiled = createBoundedCache(CACHED_EXPRESSIONS, (source) => compile(environment, source, patterns));
  return {
    problemOf(source) {
      const made = compiled(source);
      return made.kind === 'refused' ? made.reason : null;
    },
    evaluate(source, scope, effort) {
      const made = compiled(source);
      if (made.kind === 'refused') return failed(made.reason);
      spending = effort;
      return evaluate(made, scope, effort);
    },
  };
}

type Known = readonly (readonly [name: string, value: Value])[];

function evaluate(
  { run, names }: Extract<Compiled, { kind: 'expression' }>,
  scope: Scope,
  effort: Effort = { left: Infinity },
): Evaluation {
  const used = [...names].filter((name) => Object.hasOwn(scope, name));
  const known = used.map((name) => [name, scope[name] ?? null] as const);
  try {
    const tooMuch = effort.left < 0 ? TURN_SPENT : tooDear(run.ast, known, effort);
    if (tooMuch !== null) return failed(tooMuch);
    const value = fromCel(run(new Map(known.map(([name, each]) => [name, toCel(each)]))));
    if (value !== undefined) return { kind: 'value', value };
    return failed('the expression gives nothing that JSON has');
  } catch (error) {
    return failed(wordsOf(error));
  }
}

const TURN_SPENT = 'too much work in one turn';

/** Why an evaluation is not begun, or null; what looking at its variables takes is spent either way. */
function tooDear(ast: ASTNode, known: Known, effort: Effort): string | null {
  const sizes = known.map(([name, value]) => [name, sizeOf(value)] as const);
  const looking = sizes.reduce((total, [, { size }]) => total + size, 0);
  const { cost } = priceOf(ast, new Map(sizes));
  const affordable = cost <= MAX_COST;
  effort.left -= (looking + (affordable ? cost : 0)) * EFFORT_OF_STEP;
  if (!affordable) return 'the expression would take too many steps';
  return effort.left < 0 ? TURN_SPENT : null;
}

function compile(environment: Environment, source: string, patterns: PatternMatcher): Compiled {
  if (source.length > MAX_LENGTH) return refused(`it is longer than ${MAX_LENGTH} characters`);
  try {
    const run = environment.parse(source);
    const nodes = nodesOf(run.ast);
    const names = nodes.flatMap(({ op, args }) => (op === 'id' ? [args] : []));
    const problem =
      firstProblem(nodes, patterns) ??
      wordOfCel(names, environment) ??
      run.check().error?.message.split('\n')[0];
    if (problem !== undefined) return refused(problem);
    return { kind: 'expression', run, names: new Set(names) };
  } catch (error) {
    // Names the place in the source, not what a person said.
    return refused(error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'it does not parse');
  }
}

function nodesOf(node: ASTNode): ASTNode[] {
  return [node, ...childrenOf(node).flatMap(nodesOf)];
}

function firstProblem(nodes: readonly ASTNode[], patterns: PatternMatcher): string | undefined {
  const problems = nodes.map((node) => {
    if (node.op !== 'call' && node.op !== 'rcall') return null;
    const [name] = node.args;
    return name === 're2' ? patternProblem(node, patterns) : functionProblem(name);
  });
  return problems.find((problem) => problem !== null) ?? undefined;
}

/** CEL's types have names of their own, which would hide a variable. */
function wordOfCel(names: readonly string[], environment: Environment): string | undefined {
  const word = names.find((name) => environment.hasVariable(name));
  return word && `${word} is a word of CEL: name the variable otherwise`;
}

/** The pattern stands in the expression, so that it is checked with it. */
function patternProblem(node: ASTNode, patterns: PatternMatcher): string | null {
  const pattern = node.op === 'call' ? node.args[1][1] : undefined;
  if (pattern?.op !== 'value' || typeof pattern.args !== 'string') {
    return 're2 takes a text and a pattern that is written out: re2(name, "^A")';
  }
  return patterns.problemOf(pattern.args);
}

/** Whole numbers and others calculate with each other, as they do everywhere else in a scenario. */
function environmentOf(matches: (text: string, pattern: string) => boolean): Environment {
  const environment = new Environment({
    unlistedVariablesAreDyn: true,
    homogeneousAggregateLiterals: false,
    limits: LIMITS,
  }).registerFunction('re2(string, string): bool', matches, { async: false });
  for (const [operator, calculate] of Object.entries(MIXED)) {
    const mixed = (a: number | bigint, b: number | bigint): number => calculate(Number(a), Number(b));
    environment.registerOperator(`int ${operator} double: double`, mixed);
    environment.registerOperator(`double ${operator} int: double`, mixed);
  }
  return environment;
}

const MIXED: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

/** The kind of fault alone: CEL's own messages may hold what a person wrote. */
function wordsOf(error: unknown): string {
  if (error instanceof RangeError) return error.message;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return `the expression failed (${typeof code === 'string' ? code.replaceAll('_', ' ') : 'fault'})`;
}

function refused(reason: string): Compiled {
  return { kind: 'refused', reason };
}

function failed(reason: string): Evaluation {
  return { kind: 'failed', reason };
}
