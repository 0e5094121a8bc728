import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { behavioursSchema } from '../../../../api/routes/programs/behaviours.schema';
import { programDefinitionSchema } from '../../../../api/routes/programs/programs.schema';
import { DEFAULT_POLICY } from '../../../../domain/programs/definition';

const day = (number: number) => ({ number, title: 'D', content: { kind: 'text', text: 'Hola' } });
const session = (number: number, days = [day(1)]) => ({ number, title: 'S', days });
const program = (change: object = {}) => ({
  name: 'Course',
  timezone: 'America/Bogota',
  sendAt: '09:00',
  sessions: [session(1)],
  ...change,
});
const refusalOf = (input: unknown): string => {
  const parsed = programDefinitionSchema.safeParse(input);
  return parsed.success ? 'accepted' : z.prettifyError(parsed.error);
};

test('a policy left out is the default one', () => {
  expect(programDefinitionSchema.parse(program()).policy).toEqual(DEFAULT_POLICY);
});

test('a policy given in part is filled in', () => {
  const parsed = programDefinitionSchema.parse(program({ policy: { maxAttemptsPerDay: 3 } }));
  expect(parsed.policy).toEqual({ ...DEFAULT_POLICY, maxAttemptsPerDay: 3 });
});

test.each([
  [20, 20],
  ['20s', 20],
  ['2m', 120],
  ['1.5m', 90],
  ['1h', 3600],
])('dayLength %p is %i seconds', (dayLength, seconds) => {
  expect(programDefinitionSchema.parse(program({ policy: { dayLength } })).policy.dayLength).toBe(seconds);
});

test.each<[string, object, RegExp]>([
  ['an unknown key', { colour: 'red' }, /Unrecognized key: "colour"/],
  ['an unknown policy', { policy: { maxAttempts: 2 } }, /Unrecognized key: "maxAttempts"/],
  ['a zone that is none', { timezone: 'Bogota' }, /an IANA time zone, such as America\/Bogota/],
  ['an offset for a zone', { timezone: '-05:00' }, /an IANA time zone/],
  ['a time with one digit', { sendAt: '9:00' }, /HH:MM/],
  ['no sessions', { sessions: [] }, /at least one session/],
  ['a session without days', { sessions: [session(1, [])] }, /at least one day/],
  [
    'a gap in the sessions',
    { sessions: [session(1), session(3)] },
    /expected 2, found 3\s+→ at sessions\[1\]/,
  ],
  ['days not from 1', { sessions: [session(1, [day(2)])] }, /expected 1, found 2/],
  ['eight days', { sessions: [session(1, [1, 2, 3, 4, 5, 6, 7, 8].map(day))] }, /at sessions\[0\]\.days/],
  ['an eighth weekday', { weekdays: [8] }, /at weekdays\[0\]/],
  ['a weekday twice', { weekdays: [1, 1] }, /each weekday once/],
  ['no weekday', { weekdays: [] }, /at least one weekday/],
  [
    'an empty message',
    { sessions: [session(1, [{ ...day(1), content: { kind: 'text', text: ' ' } }])] },
    /write the/,
  ],
  [
    'an unknown content',
    { sessions: [session(1, [{ ...day(1), content: { kind: 'fax', text: '' } }])] },
    /kind/,
  ],
  ['a length that is none', { policy: { dayLength: 'soon' } }, /"20s" or "2m"/],
  ['no attempts', { policy: { maxAttemptsPerDay: 0 } }, /maxAttemptsPerDay/],
  ['a grace before sendAt', { sendAt: '20:00' }, /must be later than sendAt 20:00/],
  [
    'legal hours that never come',
    { sendAt: '06:00', policy: { contactHours: 'co-ley-2300' } },
    /never 06:00/,
  ],
  [
    'legal hours in another country',
    { timezone: 'Europe/Madrid', policy: { contactHours: 'co-ley-2300' } },
    /co-ley-2300 counts hours in America\/Bogota/,
  ],
])('a program with %s is refused, with what to do', (_, change, message) => {
  expect(refusalOf(program(change))).toMatch(message);
});

test.each(['six-sessions', 'six-sessions-botpress'])(
  'the example %s is six sessions of five days',
  (name) => {
    const example: unknown = JSON.parse(readFileSync(`examples/programs/${name}.json`, 'utf8'));
    const { sessions } = programDefinitionSchema.parse(example);
    expect(sessions.map(({ days }) => days.length)).toEqual([5, 5, 5, 5, 5, 5]);
  },
);

test.each(['mixed', 'tour'])('the example behaviours %s are behaviours', (name) => {
  const example: unknown = JSON.parse(readFileSync(`examples/behaviours/${name}.json`, 'utf8'));
  expect(behavioursSchema.safeParse(example).success).toBe(true);
});

test('both schemas can be published as JSON Schema', () => {
  for (const schema of [programDefinitionSchema, behavioursSchema]) {
    expect(() => z.toJSONSchema(schema, { io: 'input' })).not.toThrow();
  }
});
