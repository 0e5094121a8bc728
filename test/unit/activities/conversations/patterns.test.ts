import { createPatterns } from '../../../../activities/conversations/patterns';

const patterns = createPatterns();

test.each([
  ['^[A-Z]{3}[0-9]{3}$', 'ABC123', true],
  ['^[A-Z]{3}[0-9]{3}$', 'ABC1234', false],
  ['b', 'abc', true],
  ['(?i)^josé$', 'JOSÉ', true],
  ['^\\p{L}+$', 'ñandú', true],
  ['^.$', '💥', true],
  ['', 'anything', true],
  ['^$', '', true],
])('%j in %j: %j', (pattern, text, found) => {
  expect(patterns.problemOf(pattern)).toBeNull();
  expect(patterns.matches(pattern, text)).toBe(found);
});

test.each([
  ['(a', /missing closing/],
  ['(?=a)', /look-ahead/],
  ['(?<=a)b', /look-ahead/],
  ['(a)\\1', /back-references/],
  ['a{1001}', /invalid repeat/],
  ['a{999}', /repetitions/],
  ['((a{30}){30}){30}', /repe/],
  ['x'.repeat(501), /longer than 500/],
])('%s is refused with a reason, and matches nothing', (pattern, reason) => {
  expect(patterns.problemOf(pattern)).toMatch(reason);
  expect(patterns.matches(pattern, 'aab')).toBe(false);
});

// Each of these takes the runtime's own RegExp hours.
test.each(['(a+)+$', '^(a|a)*$', '(a|aa)+$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(.*a){20}$', '(a*)*b'])(
  '%s comes to an end on fifty thousand characters',
  (pattern) => {
    expect(patterns.matches(pattern, `${'a'.repeat(50_000)}!`)).toBe(false);
  },
);

test('a text longer than any message matches nothing', () => {
  expect(patterns.matches('a', 'a'.repeat(65_536))).toBe(true);
  expect(patterns.matches('a', 'a'.repeat(65_537))).toBe(false);
});

test('what would take longer than a turn may is not tried', () => {
  expect(patterns.matches('[ab]{200}', 'ab'.repeat(200))).toBe(true);
  expect(patterns.matches('[ab]{200}', 'ab'.repeat(20_000))).toBe(false);
});

test('the effort of a turn is spent, and then nothing matches', () => {
  const effort = { left: 1000 };
  expect(patterns.matches('^a', 'abc', effort)).toBe(true);
  expect(effort.left).toBeLessThan(1000);
  expect(patterns.matches('^a', 'a'.repeat(1000), effort)).toBe(false);
  expect(effort.left).toBeLessThan(0);
  expect(patterns.matches('^a', 'abc', effort)).toBe(false);
});

test('patterns that were forgotten are compiled again', () => {
  for (let index = 0; index < 1200; index += 1)
    expect(patterns.matches(`^${index}$`, String(index))).toBe(true);
  expect(patterns.matches('^0$', '0')).toBe(true);
});
