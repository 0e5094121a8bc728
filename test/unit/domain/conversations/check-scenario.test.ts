import { checkScenario, mayBePublished } from '../../../../domain/conversations/check/check-scenario';
import type { FindingCode, Known } from '../../../../domain/conversations/check/finding';
import type { Condition } from '../../../../domain/conversations/expressions';
import type { ConversationPorts } from '../../../../domain/conversations/ports';
import type { WrittenScenario } from '../../../support/conversations/read-scenario';
import { smallScenario } from '../../../support/conversations/read-scenario';
import { testPorts } from '../../../support/conversations/test-ports';

type Steps = WrittenScenario['steps'];
type Rest = Partial<WrittenScenario>;

const end = { kind: 'end' } as const;

function check(
  steps: Steps,
  rest: Rest = {},
  { ports = testPorts, known = {} }: { ports?: ConversationPorts; known?: Known } = {},
) {
  return checkScenario(smallScenario(steps, rest), ports, known);
}

test('a scenario with nothing wrong has no findings', () => {
  expect(check({ a: { kind: 'ask', text: '¿?', answer: { kind: 'yes-no' }, next: 'b' }, b: end })).toEqual(
    [],
  );
});

type Row = [FindingCode, string, Steps, Rest?];

/** Jest would pass a callback for a column that a row lacks. */
const whole = ([code, what, steps, rest = {}]: Row) => [code, what, steps, rest] as const;

const errors: Row[] = [
  ['missing-step', 'a next that does not exist', { a: { kind: 'goto', next: 'gone' } }],
  [
    'missing-step',
    'a timeout to nowhere',
    {
      a: {
        kind: 'ask',
        text: '?',
        answer: { kind: 'yes-no' },
        next: 'b',
        timeout: { after: '1h', next: 'gone' },
      },
      b: end,
    },
  ],
  [
    'missing-step',
    'a choice to nowhere',
    {
      a: {
        kind: 'ask',
        text: '?',
        answer: { kind: 'choice', choices: [{ id: 'x', label: 'X', next: 'gone' }] },
        next: 'b',
      },
      b: end,
    },
  ],
  [
    'missing-step',
    'a delay to nowhere',
    { a: { kind: 'message', text: 'x', auto: { after: '1s', next: 'gone' } } },
  ],
  ['missing-step', 'a start that does not exist', { a: end }, { start: 'gone' }],
  ['missing-step', 'a fallback that does not exist', { a: end }, { fallback: 'gone' }],
  ['endless-loop', 'a step that leads to itself', { a: { kind: 'goto', next: 'a' } }],
  [
    'endless-loop',
    'a loop of messages',
    { a: { kind: 'message', text: 'x', next: 'b' }, b: { kind: 'message', text: 'y', next: 'a' } },
  ],
  ['endless-loop', 'a fallback that leads to itself', { a: end, lost: { kind: 'goto', next: 'lost' } }],
  [
    'endless-loop',
    'a start that leads to the fallback, which leads back',
    { a: { kind: 'goto', next: 'lost' } },
  ],
  [
    'dead-end',
    'an option without a way',
    { a: { kind: 'message', text: 'x', buttons: [{ id: 'x', label: 'X' }] } },
  ],
  ['dead-end', 'a delay without a way', { a: { kind: 'message', text: 'x', auto: { after: '1s' } } }],
  ['undefined-variable', 'a text with an unknown variable', { a: { kind: 'end', text: '{{nobody}}' } }],
  [
    'undefined-variable',
    'an unknown fact of the contact',
    { a: { kind: 'end', text: '{{contact.shoeSize}}' } },
  ],
  [
    'undefined-variable',
    'a condition on an unknown variable',
    {
      a: { kind: 'branch', conditions: [{ if: { not: { exists: 'nobody' } }, next: 'b' }], else: 'b' },
      b: end,
    },
  ],
  [
    'undefined-variable',
    'arithmetic on an unknown variable',
    { a: { kind: 'set', assign: { n: { add: [{ path: 'nobody' }, 1] } }, next: 'b' }, b: end },
    { variables: { n: 0 } },
  ],
  [
    'undefined-variable',
    'an answer kept in an unknown variable',
    { a: { kind: 'ask', text: '?', answer: { kind: 'yes-no' }, save: 'nobody', next: 'b' }, b: end },
  ],
  [
    'undefined-variable',
    'a call body with an unknown variable',
    {
      a: {
        kind: 'call',
        method: 'POST',
        url: 'https://x.example/',
        body: { deep: ['{{nobody}}'] },
        next: 'b',
      },
      b: end,
    },
  ],
  [
    'undefined-variable',
    'a variable called contact',
    { a: { kind: 'end', text: '{{contact.name}}' } },
    { variables: { contact: 1 } },
  ],
  ['bad-placeholder', 'a placeholder with code in it', { a: { kind: 'end', text: '{{1 + 1}}' } }],
  ['bad-placeholder', 'a filter there is not', { a: { kind: 'end', text: '{{contact.name | shout}}' } }],
  [
    'bad-pattern',
    'a pattern that does not compile',
    { a: { kind: 'ask', text: '?', answer: { kind: 'text', pattern: '(' }, next: 'b' }, b: end },
  ],
  [
    'bad-pattern',
    'a pattern in a nested condition',
    {
      a: { kind: 'branch', conditions: [{ if: { any: [{ matches: ['v', '['] }] }, next: 'b' }], else: 'b' },
      b: end,
    },
    { variables: { v: 1 } },
  ],
  [
    'bad-expression',
    'an expression that does not parse',
    { a: { kind: 'set', assign: { v: { cel: '1 +' } }, next: 'b' }, b: end },
    { variables: { v: 1 } },
  ],
  [
    'incomplete-language',
    'a text that lacks a language',
    { a: { kind: 'end', text: { es: 'Hola' } } },
    { languages: ['es', 'en'] },
  ],
  [
    'incomplete-language',
    'a label that lacks a language',
    { a: { kind: 'message', text: 'x', buttons: [{ id: 'x', label: { en: 'X' }, next: 'b' }] }, b: end },
    { languages: ['es', 'en'] },
  ],
  [
    'over-limit',
    'a text longer than a message',
    { a: { kind: 'end', text: 'x'.repeat(50) } },
    { limits: { messageLength: 40 } },
  ],
  [
    'over-limit',
    'a delay longer than all together',
    { a: { kind: 'wait', for: '9d', next: 'b' }, b: end },
    { limits: { totalDelay: '8d' } },
  ],
  [
    'bad-address',
    'a variable in the host',
    { a: { kind: 'call', method: 'GET', url: 'https://{{contact.name}}.example/', next: 'b' }, b: end },
  ],
  [
    'bad-address',
    'a user before the host',
    { a: { kind: 'call', method: 'GET', url: 'https://me@x.example/', next: 'b' }, b: end },
  ],
  [
    'ambiguous-choice',
    'two labels that read the same',
    {
      a: {
        kind: 'ask',
        text: '?',
        answer: {
          kind: 'choice',
          choices: [
            { id: 'x', label: 'Sí' },
            { id: 'y', label: 'si!' },
          ],
        },
        next: 'b',
      },
      b: end,
    },
  ],
  [
    'too-deep',
    'conditions nested too deeply',
    { a: { kind: 'branch', conditions: [{ if: nested(12), next: 'b' }], else: 'b' }, b: end },
  ],
];

test.each(errors.map(whole))('%s: %s may not be published', (code, _what, steps, rest) => {
  const findings = check(steps, rest);
  expect(findings).toContainEqual(expect.objectContaining({ severity: 'error', code }));
  expect(mayBePublished(findings)).toBe(false);
});

const warnings: Row[] = [
  ['unreachable-step', 'a step no step leads to', { a: end, b: end }],
  [
    'unanswered-loop',
    'delays that go round',
    { a: { kind: 'message', text: 'x', auto: { after: '1h', next: 'a' } } },
  ],
  [
    'unanswered-loop',
    'a call that is tried for ever',
    { a: { kind: 'call', method: 'GET', url: 'https://x.example/', next: 'b', onError: 'a' }, b: end },
  ],
  [
    'bad-address',
    'an address without TLS',
    { a: { kind: 'call', method: 'GET', url: 'http://backend:8080/', next: 'b' }, b: end },
  ],
  ['dead-end', 'a message nothing follows', { a: { kind: 'message', text: 'x' } }],
  ['unused-variable', 'a variable nobody needs', { a: end }, { variables: { v: 1 } }],
  [
    'unknown-language',
    'a text in a language of nobody',
    { a: { kind: 'end', text: { es: 'Hola', fr: 'Salut' } } },
  ],
  [
    'incomplete-language',
    'one text for two languages',
    { a: { kind: 'end', text: 'Hola' } },
    { languages: ['es', 'en'] },
  ],
  [
    'over-limit',
    'a label too long for a button',
    { a: { kind: 'message', text: 'x', buttons: [{ id: 'x', label: 'x'.repeat(21), next: 'b' }] }, b: end },
  ],
];

test.each(warnings.map(whole))('%s: %s may be published all the same', (code, _what, steps, rest) => {
  const findings = check(steps, rest);
  expect(findings).toContainEqual(expect.objectContaining({ severity: 'warning', code }));
  expect(mayBePublished(findings)).toBe(true);
});

test('every finding about a step names it, and says what to do', () => {
  for (const [, , steps, rest] of [...errors, ...warnings]) {
    for (const { step, message } of check(steps, rest)) {
      expect(message).toMatch(/[:.].+/);
      if (step !== null) expect(Object.keys({ lost: 0, ...steps })).toContain(step);
    }
  }
});

test('a loop in which a person is asked is fine', () => {
  const ask = { kind: 'ask', text: '¿?', answer: { kind: 'yes-no' }, next: 'b' } as const;
  expect(check({ a: ask, b: { kind: 'goto', next: 'a' } })).toEqual([]);
});

test('patterns and expressions are refused where nothing can evaluate them', () => {
  const steps: Steps = {
    a: { kind: 'ask', text: '?', answer: { kind: 'text', pattern: '^a$' }, next: 'b' },
    b: { kind: 'branch', conditions: [{ if: { cel: 'guests > 4' }, next: 'c' }], else: 'c' },
    c: end,
  };
  expect(check(steps)).toEqual([]);
  const codes = check(steps, {}, { ports: {} }).map(({ code }) => code);
  expect(codes).toEqual(['bad-pattern', 'bad-expression']);
});

test('files are looked for where it is known which there are', () => {
  const steps: Steps = { a: { kind: 'end', items: [{ kind: 'image', media: 'menu' }] } };
  expect(check(steps)).toEqual([]);
  expect(check(steps, {}, { known: { media: new Set(['menu']) } })).toEqual([]);
  expect(check(steps, {}, { known: { media: new Set() } })).toMatchObject([
    { code: 'missing-media', step: 'a' },
  ]);
});

function nested(depth: number): Condition {
  return depth === 0 ? { exists: 'contact.name' } : { not: nested(depth - 1) };
}
