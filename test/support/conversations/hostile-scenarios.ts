import type { Condition } from '../../../domain/conversations/expressions';
import type { Move } from '../../../domain/conversations/play';
import type { Scenario } from '../../../domain/conversations/scenario';
import type { Value } from '../../../domain/conversations/values';
import type { WrittenScenario } from './read-scenario';
import { smallScenario } from './read-scenario';

type Steps = WrittenScenario['steps'];

/** A scenario, a person or a backend that means to keep a worker busy. */
export interface Hostile {
  scenario: Scenario;
  contact?: Record<string, Value>;
  moves?: Move[];
}

const end = { kind: 'end' } as const;
const start: Move[] = [{ starts: {} }];
const FIFTY_THOUSAND = `${'a'.repeat(50_000)}!`;
const BOMB = '{{v}}'.repeat(800);
/** As many numbers as one variable may hold. */
const BIG_LIST = Array.from({ length: 2000 }, (_, index) => index % 10);
const MIXED_TEXT = Array.from({ length: 4000 }, (_, index) => 'ab'[(index * index + (index >> 3)) % 2]).join(
  '',
);

/** Every way to run away that we know of; each must be stopped by a limit, soon. */
export const hostileScenarios: Record<string, Hostile> = {
  loop: { scenario: smallScenario({ a: { kind: 'goto', next: 'b' }, b: { kind: 'goto', next: 'a' } }) },
  // Published behind the schema's back: the engine has a limit of its own.
  deep_nesting: {
    scenario: {
      ...smallScenario({ a: end }),
      steps: { a: { kind: 'branch', conditions: [{ if: nested(300), next: 'z' }], else: 'z' }, z: end },
    },
  },
  template_bomb: {
    scenario: smallScenario(
      { a: { kind: 'set', assign: { v: BOMB }, next: 'b' }, b: { kind: 'message', text: BOMB, next: 'a' } },
      { variables: { v: 'x'.repeat(4096) } },
    ),
  },
  many_texts: {
    scenario: smallScenario(
      { a: { kind: 'set', assign: namesOf(100, BOMB), next: 'a' } },
      { variables: { ...namesOf(99, null), v: 'x' } },
    ),
  },
  many_words: {
    scenario: asking(
      { any: Array.from({ length: 20 }, () => ({ contains: ['v', 'nowhere'] })) },
      { variables: { v: 'é '.repeat(2000) } },
    ),
  },
  pattern_on_a_long_text: {
    scenario: asking({ matches: ['contact.note', '(a+)+$'] }),
    contact: { note: FIFTY_THOUSAND },
  },
  pattern_on_a_long_answer: {
    scenario: smallScenario({
      a: { kind: 'ask', text: '?', answer: { kind: 'text', pattern: '(a+)+$' }, next: 'z' },
      z: end,
    }),
    moves: [...start, { says: FIFTY_THOUSAND }, { says: FIFTY_THOUSAND.slice(-4000) }],
  },
  slowest_patterns: {
    scenario: asking({ matches: ['v', '[ab]*a[ab]{40}[cd]'] }, { variables: { v: MIXED_TEXT } }),
  },
  pattern_in_a_loop: {
    scenario: asking(
      { cel: 'v.split("").exists(c, re2(v, "[ab]*a[ab]{110}[cd]"))' },
      { variables: { v: MIXED_TEXT.slice(0, 250) } },
    ),
  },
  expression_with_nested_loops: {
    scenario: asking({ cel: 'v.all(a, v.all(b, v.all(c, a + b + c > -1)))' }, { variables: { v: BIG_LIST } }),
  },
  expression_as_dear_as_allowed: {
    scenario: asking(
      { cel: 'v.all(a, v.all(b, a + b + size(string(a)) < 0 || a >= 0))' },
      { variables: { v: BIG_LIST.slice(0, 25) } },
    ),
  },
  expression_that_doubles: {
    scenario: asking(
      { cel: '[v+v+v+v].exists(a, [a+a+a+a+a].exists(b, [b+b+b+b+b].exists(c, (c+c+c+c).contains("b"))))' },
      { variables: { v: 'x'.repeat(4096) } },
    ),
  },
  giant_variables: {
    scenario: smallScenario(
      {
        a: { kind: 'ask', text: '?', answer: { kind: 'text', maxLength: 4096 }, save: 'v', next: 'b' },
        b: { kind: 'set', assign: { v: '{{v}}{{v}}{{v}}', w: { path: 'v' } }, next: 'c' },
        c: {
          kind: 'call',
          method: 'POST',
          url: 'https://x.example/{{v}}',
          body: namesOf(200, '{{v}}'),
          save: { v: 'body' },
          next: 'b',
        },
      },
      { variables: { v: null, w: null } },
    ),
    moves: [
      ...start,
      { says: 'x'.repeat(1_000_000) },
      { says: 'x'.repeat(4096) },
      { answers: { status: 200, body: Array.from({ length: 50_000 }, () => 'x'.repeat(20)) } },
    ],
  },
  endless_answer: {
    scenario: smallScenario(
      {
        a: { kind: 'call', method: 'GET', url: 'https://x.example/', save: { v: 'body' }, next: 'z' },
        z: end,
      },
      { variables: { v: null } },
    ),
    moves: [...start, { answers: { status: 200, body: deep(20_000) } }],
  },
};

/** A branch that asks the same as often as a branch may, again and again. */
function asking(condition: Condition, rest: Partial<WrittenScenario> = {}): Scenario {
  const conditions = Array.from({ length: 50 }, () => ({ if: condition, next: 'a' }));
  return smallScenario(
    { a: { kind: 'branch', conditions, else: 'b' }, b: { kind: 'goto', next: 'a' } } satisfies Steps,
    rest,
  );
}

function nested(depth: number): Condition {
  return depth === 0 ? { exists: 'contact.name' } : { not: nested(depth - 1) };
}

function namesOf<T>(count: number, value: T): Record<string, T> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, value]));
}

function deep(depth: number): Value {
  let value: Value = 1;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}
