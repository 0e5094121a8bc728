import { Environment } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { priceOf, sizeOf } from '../../../../activities/conversations/expression-price';
import { fromCel, toCel } from '../../../../activities/conversations/expression-values';
import type { Value } from '../../../../domain/conversations/values';

const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });

function price(source: string, scope: Record<string, Value>) {
  const sizes = new Map(Object.entries(scope).map(([name, value]) => [name, sizeOf(value)]));
  return priceOf(environment.parse(source).ast, sizes);
}

function resultOf(source: string, scope: Record<string, Value>): Value | undefined {
  try {
    const variables = Object.entries(scope).map(([name, value]) => [name, toCel(value)] as const);
    return fromCel(environment.parse(source)(new Map(variables)));
  } catch {
    return undefined;
  }
}

/** Expressions that mean something, of every kind that makes a result larger than what it is made of. */
const { list, text } = fc.letrec<{ list: string; text: string }>((tie) => ({
  list: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('l', '[1, 2]', '[s, s]', '[]'),
    tie('list').map((each) => `(${each} + ${each})`),
    tie('list').map((each) => `(${each} + l)`),
    tie('list').map((each) => `${each}.map(a, [a, a, l])`),
    tie('list').map((each) => `${each}.map(a, {"k": a, "l": l})`),
    tie('list').map((each) => `${each}.filter(a, a == a)`),
    fc.tuple(tie('list'), tie('list')).map(([a, b]) => `${a}.map(b, ${b})`),
    fc.tuple(tie('text'), fc.constantFrom('""', '"b"')).map(([each, by]) => `${each}.split(${by})`),
    tie('list').map((each) => `(true ? ${each} : l)`),
  ),
  text: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('s', '"ab"', 'string(7)', 'string(0.1)'),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `(${a} + ${b})`),
    tie('text').map((each) => `${each}.upperAscii()`),
    fc.tuple(tie('text'), tie('text')).map(([each, by]) => `${each}.split("").join(${by})`),
    tie('text').map((each) => `[${each}, s][0]`),
    tie('text').map((each) => `{"k": ${each}}.k`),
  ),
}));

test('no result is larger than its price says', () => {
  const scope = fc.record({
    l: fc.array(fc.oneof(fc.integer(), fc.string()), { maxLength: 5 }),
    s: fc.string({ maxLength: 20 }),
  });
  let evaluated = 0;
  fc.assert(
    fc.property(fc.oneof(list, text), scope, (source, values) => {
      const { size, items, cost } = price(source, values);
      fc.pre(cost < 20_000);
      const result = resultOf(source, values);
      // CEL refuses some of them: lists of different things do not add up.
      fc.pre(result !== undefined);
      evaluated += 1;
      const real = sizeOf(result ?? null);
      expect(real.size).toBeLessThanOrEqual(size);
      expect(real.items).toBeLessThanOrEqual(items);
    }),
    { numRuns: 1000 },
  );
  expect(evaluated).toBeGreaterThan(500);
});

test('loops within loops multiply, and loops beside each other add up', () => {
  const scope = { l: Array.from({ length: 20 }, () => 1) };
  const one = price('l.map(a, a + 1)', scope).cost;
  expect(price('l.map(a, l.map(b, a + b))', scope).cost).toBeGreaterThan(15 * one);
  expect(price('[l.map(a, a + 1), l.map(a, a + 1)]', scope).cost).toBeLessThan(3 * one);
});

test('an error that is swallowed has its price', () => {
  const scope = { l: Array.from({ length: 100 }, () => 1) };
  expect(price('l.exists(a, a.x)', scope).cost).toBeGreaterThan(1000);
  expect(price('l.map(a, a.x || true)', scope).cost).toBeGreaterThan(1000);
});

test('a variable that does not exist costs next to nothing', () => {
  expect(price('nobody.map(a, a)', {}).cost).toBeLessThan(10);
});
