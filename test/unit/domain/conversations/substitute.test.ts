import fc from 'fast-check';
import { substitute } from '../../../../domain/conversations/substitute';
import type { Value } from '../../../../domain/conversations/values';

function render(template: string, scope: Record<string, Value>, maxLength = 10_000): string {
  return substitute(template, { scope, language: 'es', maxLength }).text;
}

test.each([
  '{{constructor}}',
  '{{__proto__}}',
  '{{v.__proto__}}',
  '{{v.constructor}}',
  '{{v.constructor.constructor}}',
  '{{toString}}',
  '{{v.length}}',
  '{{v.a.length}}',
  '{{missing}}',
  '{{v}}',
  '{{}}',
  '{{ }}',
  '{{a b}}',
  '{{a()}}',
  '{{a[0]}}',
  '{{v.a | eval}}',
  '{{v.a |}}',
  '{{{{}}',
  '}}{{',
  '{{',
  '{ {v.a} }',
])('%s stays as it is written', (template) => {
  expect(render(template, { v: { a: 'x' }, a: 'x' })).toBe(template);
});

test('what a variable holds is never substituted again', () => {
  expect(render('{{a}}', { a: '{{b}}', b: 'secret' })).toBe('{{b}}');
  expect(render('{{a}}{{c}}', { a: '{{b', c: '}}', b: 'secret' })).toBe('{{b}}');
});

test('whatever a variable holds, it appears as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(render('<{{v}}>', { v: text })).toBe(`<${text}>`);
    }),
  );
});

test('any text at all can be rendered, within its length', () => {
  const braces = fc.string({ unit: fc.constantFrom('{', '}', '|', ':', '.', 'v', ' ', '"'), maxLength: 200 });
  fc.assert(
    fc.property(fc.oneof(braces, fc.string()), fc.integer({ min: 1, max: 300 }), (template, length) => {
      expect(render(template, { v: 'value' }, length).length).toBeLessThanOrEqual(length);
    }),
  );
});

test('a template that multiplies its variables is cut before it grows', () => {
  const bomb = '{{v}}'.repeat(800);
  const { text, cut } = substitute(bomb, { scope: { v: 'x'.repeat(4096) }, language: 'es', maxLength: 1600 });
  expect(cut).toBe(true);
  expect(text).toHaveLength(1600);
});

test('no character is cut in half', () => {
  expect(render('💥💥💥', {}, 4)).toBe('💥…');
  expect(render('💥💥💥', {}, 4).isWellFormed()).toBe(true);
});
