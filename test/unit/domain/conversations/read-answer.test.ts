import type { AnswerRule } from '../../../../domain/conversations/answer-rules';
import type { GivenAnswer } from '../../../../domain/conversations/read-answer';
import { readAnswer } from '../../../../domain/conversations/read-answer';
import type { Value } from '../../../../domain/conversations/values';
import { testPorts } from '../../../support/conversations/test-ports';

/** A Saturday. */
const TODAY = '2026-11-21';

function read(rule: AnswerRule, given: GivenAnswer | string, language = 'es') {
  const answer = typeof given === 'string' ? { text: given } : given;
  return readAnswer(rule, answer, { language, today: TODAY, patterns: testPorts.patterns });
}

const accepted = (value: Value) => ({ kind: 'accepted', value });
const refused = (reason: string) => ({ kind: 'refused', reason });

test.each([
  ['4', 'es', 4],
  ['-4', 'es', -4],
  [' 1.250 ', 'es', 1250],
  ['1.250,5', 'es', 1250.5],
  ['4,5', 'es', 4.5],
  ['4.5', 'es', 4.5],
  ['$ 1.000.000', 'es', 1_000_000],
  ['1,250', 'en', 1250],
  ['1,250.5', 'en', 1250.5],
  ['4,5', 'en', 4.5],
  ['007', 'es', 7],
])('the number %s in %s is %d', (text, language, value) => {
  expect(read({ kind: 'number' }, text, language)).toEqual(accepted(value));
});

test.each([
  '',
  'cuatro',
  '1.2.3',
  '1,2,3',
  '4-5',
  '1e5',
  '0x10',
  'NaN',
  'Infinity',
  '4,',
  '٤',
  '9'.repeat(30),
])('%j is no number', (text) => {
  expect(read({ kind: 'number' }, text).kind).toBe('refused');
});

test('a number stays within its bounds, and is whole where it must be', () => {
  const rule: AnswerRule = { kind: 'number', min: 1, max: 40, integer: true };
  expect(read(rule, '1')).toEqual(accepted(1));
  expect(read(rule, '40')).toEqual(accepted(40));
  expect(read(rule, '0')).toEqual(refused('too small'));
  expect(read(rule, '41')).toEqual(refused('too large'));
  expect(read(rule, '2,5')).toEqual(refused('not a whole number'));
});

test.each([
  ['2026-12-24', 'es', '2026-12-24'],
  ['24/12/2026', 'es', '2026-12-24'],
  ['24-12', 'es', '2026-12-24'],
  ['12/24', 'en', '2026-12-24'],
  ['12/24/2027', 'en', '2027-12-24'],
  ['20/11', 'es', '2027-11-20'],
  ['21/11', 'es', '2026-11-21'],
  ['29/2', 'es', '2028-02-29'],
  ['hoy', 'es', TODAY],
  ['Mañana', 'es', '2026-11-22'],
  ['tomorrow', 'es', '2026-11-22'],
  ['sábado', 'es', '2026-11-28'],
  ['SABADO', 'es', '2026-11-28'],
  ['lunes', 'es', '2026-11-23'],
  ['Friday', 'en', '2026-11-27'],
  ['24 de diciembre', 'es', '2026-12-24'],
  ['el 24 de dic. del 2027', 'es', '2027-12-24'],
  ['December 24th', 'en', '2026-12-24'],
  ['24 December 2027', 'en', '2027-12-24'],
])('the date %s in %s is %s', (text, language, date) => {
  expect(read({ kind: 'date' }, text, language)).toEqual(accepted(date));
});

test.each([
  '',
  'nunca',
  '31/2',
  '2026-02-30',
  '2026-13-01',
  '24',
  'diciembre',
  '32 de diciembre',
  '24/12/26',
  '0/0',
  '1'.repeat(99),
])('%j is no date', (text) => {
  expect(read({ kind: 'date' }, text)).toEqual(refused(text === '' ? 'no text' : 'not a date'));
});

test('a date stays within its bounds', () => {
  const rule: AnswerRule = { kind: 'date', min: 'today', max: '2026-12-31' };
  expect(read(rule, 'hoy')).toEqual(accepted(TODAY));
  expect(read(rule, '2026-11-20')).toEqual(refused('too early'));
  expect(read(rule, '2027-01-01')).toEqual(refused('too late'));
});

test.each([
  ['sí', true],
  ['SI!', true],
  ['claro', true],
  ['Yes', true],
  ['1', true],
  ['no', false],
  ['No.', false],
  ['2', false],
])('%s is %s', (text, value) => {
  expect(read({ kind: 'yes-no' }, text)).toEqual(accepted(value));
});

test.each(['', 'tal vez', 'sí pero no', 'nosotros'])('%j is neither yes nor no', (text) => {
  expect(read({ kind: 'yes-no' }, text).kind).toBe('refused');
});

describe('a choice', () => {
  const rule: AnswerRule = {
    kind: 'choice',
    choices: [
      { id: 'brown', label: { es: 'Marrón', en: 'Brown' }, next: 'b' },
      { id: '3', label: '2' },
    ],
  };

  test.each([
    ['marron', 'brown'],
    ['¡MARRÓN!', 'brown'],
    ['brown', 'brown'],
    ['1', 'brown'],
    ['2', '3'],
    ['3', '3'],
  ])('is taken from %s: a label comes before an id, and an id before a number', (text, id) => {
    expect(read(rule, text)).toMatchObject(accepted(id));
  });

  test('is taken from its button, with the way it leads', () => {
    expect(read(rule, { choice: 'brown' })).toEqual({ ...accepted('brown'), next: 'b' });
  });

  test.each([[{ text: '9' }], [{ text: '' }], [{ choice: 'gone' }], [{}], [{ text: 'marrón'.repeat(99) }]])(
    'is not taken from %j',
    (given) => {
      expect(read(rule, given)).toEqual(refused('not one of the choices'));
    },
  );
});

test.each([
  ['Ana@Correo.CO', 'ana@correo.co'],
  ['a.b+c@d-e.example', 'a.b+c@d-e.example'],
  ['ñandú@peña.co', 'ñandú@peña.co'],
])('%s is an e-mail address', (text, value) => {
  expect(read({ kind: 'email' }, text)).toEqual(accepted(value));
});

test.each([
  'ana',
  'ana@',
  '@correo.co',
  'ana@correo',
  'a@b@c.co',
  'a b@c.co',
  '<a@c.co>',
  'a@.co',
  `${'a'.repeat(250)}@c.co`,
])('%s is no e-mail address', (text) => {
  expect(read({ kind: 'email' }, text).kind).toBe('refused');
});

test.each([
  ['+57 300 111 2233', undefined, '+573001112233'],
  ['0057 3001112233', undefined, '+573001112233'],
  ['300-111-2233', '57', '+573001112233'],
  ['573001112233', '57', '+573001112233'],
  ['(601) 555 0100', '57', '+576015550100'],
])('the number %s with the country code %s is %s', (text, countryCode, value) => {
  expect(read({ kind: 'phone', ...(countryCode && { countryCode }) }, text)).toEqual(accepted(value));
});

test.each([['300 111 2233'], ['+123'], ['12345'], ['llámame'], ['+1234567890123456']])(
  '%s without a country code is no phone number',
  (text) => {
    expect(read({ kind: 'phone' }, text).kind).toBe('refused');
  },
);

test('a text stays within its length and pattern', () => {
  const rule: AnswerRule = { kind: 'text', minLength: 2, maxLength: 4, pattern: '^[a-z]+$' };
  expect(read(rule, ' abc ')).toEqual(accepted('abc'));
  expect(read(rule, 'a')).toEqual(refused('too short'));
  expect(read(rule, 'abcde')).toEqual(refused('too long'));
  expect(read(rule, 'ABC')).toEqual(refused('not of the pattern'));
});

test('without a matcher no text passes a pattern', () => {
  const rule: AnswerRule = { kind: 'text', pattern: '.*' };
  expect(readAnswer(rule, { text: 'abc' }, { language: 'es', today: TODAY }).kind).toBe('refused');
});

test('a file is taken where its kind is asked for', () => {
  const rule: AnswerRule = { kind: 'media', kinds: ['image', 'document'] };
  expect(read(rule, { media: { kind: 'image', media: 'm1' } })).toEqual(
    accepted({ kind: 'image', media: 'm1' }),
  );
  expect(read(rule, { media: { kind: 'audio', media: 'm1' } })).toEqual(refused('not image or document'));
  expect(read(rule, 'una foto')).toEqual(refused('no file'));
});
