import { textOf } from '../../../../domain/messaging/content';

const template = (preview: string, variables: Record<string, string>) =>
  textOf({ kind: 'template', template: 'HX1', variables, preview });

test('text reads as itself', () => {
  expect(textOf({ kind: 'text', text: 'Hola {{1}}' })).toBe('Hola {{1}}');
});

test('a template reads as its preview with its variables put in', () => {
  expect(template('Hola {{1}}, día {{dia}}', { 1: 'Ana', dia: '3' })).toBe('Hola Ana, día 3');
});

test('a value is put in literally, and what has no value stays as it is', () => {
  expect(template('{{1}} {{2}}', { 1: '{{2}} $& $1' })).toBe('{{2}} $& $1 {{2}}');
  expect(template('{{constructor}} {{__proto__}}', {})).toBe('{{constructor}} {{__proto__}}');
});

test('nobody but the provider knows the words of a trigger or of a template without a preview', () => {
  expect(textOf({ kind: 'bot-trigger', session: 1, day: 1 })).toBeNull();
  expect(textOf({ kind: 'template', template: 'HX1', variables: {} })).toBeNull();
});
