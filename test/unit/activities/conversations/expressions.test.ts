import fc from 'fast-check';
import { createExpressions } from '../../../../activities/conversations/expressions';
import { createPatterns } from '../../../../activities/conversations/patterns';
import type { Value } from '../../../../domain/conversations/values';

const expressions = createExpressions(createPatterns());

type Scope = Record<string, Value>;

function evaluate(source: string, scope: Scope = {}) {
  return expressions.evaluate(source, scope);
}

const works: [string, Scope, Value][] = [
  ['guests * 2', { guests: 3 }, 6],
  ['guests * 1.5', { guests: 3 }, 4.5],
  ['1.5 + guests', { guests: 3 }, 4.5],
  ['guests / 2', { guests: 3 }, 1],
  ['guests / 2.0', { guests: 3 }, 1.5],
  ['guests > 2.5 && guests < 4', { guests: 3 }, true],
  ['name + "!"', { name: 'Ana' }, 'Ana!'],
  ['string(guests) + " personas"', { guests: 3 }, '3 personas'],
  ['guests >= 4 ? "grande" : "pequeña"', { guests: 3 }, 'pequeña'],
  ['name == null', { name: null }, true],
  ['contact.name == "Ana"', { contact: { name: 'Ana' } }, true],
  ['contact["name"]', { contact: { name: 'Ana' } }, 'Ana'],
  ['has(contact.phone)', { contact: { name: 'Ana' } }, false],
  ['"b" in tags', { tags: ['a', 'b'] }, true],
  ['tags[1]', { tags: ['a', 'b'] }, 'b'],
  ['size(tags) + name.size()', { tags: ['a', 'b'], name: 'ñandú' }, 7],
  [
    'items.filter(i, i.price > 1000).map(i, i.name)',
    {
      items: [
        { name: 'x', price: 1200 },
        { name: 'y', price: 1 },
      ],
    },
    ['x'],
  ],
  ['items.exists_one(i, i == 2)', { items: [1, 2, 3] }, true],
  ['{"total": 1 + 1, "of": [1, "a", null]}', {}, { total: 2, of: [1, 'a', null] }],
  ['"a,b".split(",").join("-")', {}, 'a-b'],
  ['re2(name, "^(?i)josé$")', { name: 'JOSÉ' }, true],
  ['today >= "2026-03-01"', { today: '2026-03-02' }, true],
];

test.each(works)('%s on %j gives %j', (source, scope, value) => {
  expect(expressions.problemOf(source)).toBeNull();
  expect(evaluate(source, scope)).toEqual({ kind: 'value', value });
});

const refused: [string, RegExp][] = [
  ['name.matches("a")', /write re2\(text, "pattern"\)/],
  ['"a".matches(name)', /write re2/],
  ['items.map(i, i.matches("(a+)+$"))', /write re2/],
  ['re2(name, name)', /written out/],
  ['re2(name, "(")', /missing closing/],
  ['re2(name, "(?=a)")', /look-ahead/],
  ['name.re2("a")', /written out/],
  ['cel.bind(a, 1, a)', /no function bind/],
  ['timestamp("2026-01-01T00:00:00Z")', /no function timestamp/],
  ['eval("1")', /no function eval/],
  ['constructor("x")', /no function constructor/],
  ['name.toString()', /no function toString/],
  ['list.size()', /a word of CEL/],
  ['nobody +', /EOF/],
  ['a b', /character/i],
  ['', /./],
  ['__proto__', /Reserved/],
  ['1 + "a"', /overload/],
  ['1'.padEnd(1001, '+1'), /longer than 1000/],
  [`1${'+1'.repeat(300)}`, /maxAstNodes/],
  ['('.repeat(100) + '1' + ')'.repeat(100), /maxDepth/],
  ['!'.repeat(900) + 'true', /maxAstNodes/],
  [`[${'1,'.repeat(150)}1]`, /max/],
];

test.each(refused)('%s is refused at its check, and fails without being run', (source, reason) => {
  expect(expressions.problemOf(source)).toMatch(reason);
  expect(evaluate(source, { name: 'a', items: ['a'] })).toMatchObject({ kind: 'failed' });
});

const deep = (levels: number): Value => (levels === 0 ? 1 : [deep(levels - 1)]);
const numbers = Array.from({ length: 200 }, (_, index) => index);
const long = 'x'.repeat(4096);

const failing: [string, Scope, RegExp][] = [
  ['nobody > 1', {}, /unknown variable/],
  ['guests / 0', { guests: 1 }, /division by zero/],
  ['name > 1', { name: 'a' }, /overload/],
  ['1.0 / 0.0', {}, /nothing that JSON has/],
  ['9007199254740993', {}, /nothing that JSON has/],
  ['d.size() > 0', { d: deep(20) }, /nested too deeply/],
  ['constructor', {}, /unknown variable/],
  ['toString', {}, /unknown variable/],
  ['contact.constructor', { contact: {} }, /no such key/],
  ['contact.__proto__', { contact: {} }, /no such key/],
  ['contact["__proto__"].x', { contact: {} }, /no such key/],
  ['n.all(a, n.all(b, n.all(c, a + b + c >= 0)))', { n: numbers }, /too many steps/],
  ['n.map(a, n.map(b, n))', { n: numbers }, /too many steps/],
  ['s.split("").map(a, s.split(""))', { s: long }, /too many steps/],
  [
    '[s+s+s].map(a, [a+a+a+a].map(b, [b+b+b+b].map(c, [c+c+c+c].map(d, d+d+d))))',
    { s: long },
    /too many steps/,
  ],
  [
    '[[n]].map(a, [a + a + a].map(b, [b + b + b].map(c, c + c + c).map(d, d.map(e, e.map(f, f.map(g, n))))))',
    { n: numbers },
    /too many steps/,
  ],
  ['s.split("").join(s)', { s: long }, /too many steps/],
];

test.each(failing)('%s fails with its kind of reason', (source, scope, reason) => {
  const result = evaluate(source, scope);
  expect(result).toMatchObject({ kind: 'failed' });
  expect(result.kind === 'failed' && result.reason).toMatch(reason);
});

test('reasons hold nothing of what a person wrote', () => {
  for (const source of [
    'bool(said)',
    'int(said)',
    'm[said]',
    'said.substring(99)',
    'said - 1',
    'double(said)',
  ]) {
    const result = evaluate(source, { said: 'SECRETO', m: {} });
    expect(result).toMatchObject({ kind: 'failed' });
    expect(JSON.stringify(result)).not.toContain('SECRETO');
  }
});

test('what objects inherit is neither read nor written', () => {
  const scope = { a: JSON.parse('{"__proto__":{"x":1},"constructor":2}') as Value };
  expect(evaluate('a.constructor', scope)).toEqual({ kind: 'value', value: 2 });
  expect(evaluate('{"__proto__": {"polluted": true}, "a": 1}')).toEqual({ kind: 'value', value: { a: 1 } });
  const copied = evaluate('a', scope);
  expect(copied.kind === 'value' && Object.getPrototypeOf(copied.value)).toBe(Object.prototype);
  expect({}).not.toHaveProperty('polluted');
});

test('a variable is data, whatever it holds', () => {
  expect(evaluate('said', { said: '1 + 1' })).toEqual({ kind: 'value', value: '1 + 1' });
  expect(evaluate('said == "{{x}}"', { said: '{{x}}', x: '1' })).toEqual({ kind: 'value', value: true });
});

test('the effort of a turn is spent by expressions and by the patterns within them', () => {
  const effort = { left: 200_000 };
  expect(expressions.evaluate('name == "a"', { name: 'a' }, effort)).toEqual({ kind: 'value', value: true });
  expect(effort.left).toBeLessThan(200_000);
  const before = effort.left;
  expressions.evaluate('re2(name, "^[ab]{50}$")', { name: 'ab'.repeat(500) }, effort);
  expect(before - effort.left).toBeGreaterThan(50_000);
  expect(expressions.evaluate('name == "a"', { name: 'a' }, { left: 3 })).toEqual({
    kind: 'failed',
    reason: 'too much work in one turn',
  });
});

test('nothing that is written as an expression throws, at its check or when it is run', () => {
  const words = [
    'a',
    '1',
    '"x"',
    '+',
    '(',
    ')',
    '[',
    ']',
    '.',
    ',',
    '?',
    ':',
    '!',
    '-',
    ' in ',
    '&&',
    '.map(a,',
    're2(',
    '{',
    '}',
    '2.5',
    'null',
  ];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...words), { maxLength: 20 }).map((parts) => parts.join('')),
      fc.jsonValue({ maxDepth: 3 }),
      (source, a) => {
        expressions.problemOf(source);
        const result = expressions.evaluate(source, { a: a as Value });
        if (result.kind === 'value') expect(JSON.parse(JSON.stringify(result.value))).toEqual(result.value);
      },
    ),
    { numRuns: 2000 },
  );
});
