import type { LocalDate } from '../time/moments';
import type { AnswerRule, Choice, DateBound } from './answer-rules';
import type { ReceivedMedia } from './conversation';
import { plainWords } from '../messaging/plain-words';
import type { PatternMatcher } from './ports';
import { readDate } from './read-date';
import { readNumber } from './read-number';
import type { Language } from './scenario';
import type { Target } from './steps';
import type { Value } from './values';
import { MAX_VALUE_LENGTH } from './values';

/** What a person sent in answer to a question. */
export interface GivenAnswer {
  text?: string;
  choice?: string;
  media?: ReceivedMedia;
}

/** What the reading of an answer depends on besides the rule. */
export interface Reading {
  language: Language;
  today: LocalDate;
  patterns?: PatternMatcher;
}

export type AnswerReading =
  { kind: 'accepted'; value: Value; next?: Target } | { kind: 'refused'; reason: string };

/** Reads an answer by its rule: the value to keep, or why it is none. */
export function readAnswer(rule: AnswerRule, given: GivenAnswer, reading: Reading): AnswerReading {
  if (rule.kind === 'media') return readMedia(rule.kinds, given);
  if (rule.kind === 'choice') return readChoice(rule.choices, given);
  const text = given.text?.trim() ?? '';
  if (rule.kind === 'yes-no') return readYesNo(given.choice ?? text);
  if (text === '') return refused('no text');
  switch (rule.kind) {
    case 'text':
      return readText(rule, text, reading.patterns);
    case 'number':
      return readInRange(rule, readNumber(text, reading.language));
    case 'email':
      return isEmail(text) ? accepted(text.toLowerCase()) : refused('not an e-mail address');
    case 'phone':
      return readPhone(text, rule.countryCode);
    case 'date':
      return readBoundedDate(rule, readDate(text, reading.today, reading.language), reading.today);
  }
}

/** The choice a message stands for: by button, number, id or label; undefined for none. */
export function findChoice<T extends Pick<Choice, 'id' | 'label'>>(
  choices: readonly T[],
  { text = '', choice }: GivenAnswer,
): T | undefined {
  const pressed = choice === undefined ? undefined : choices.find(({ id }) => id === choice);
  if (pressed !== undefined || text.length > 200) return pressed;
  const words = plainWords(text);
  if (words === '') return undefined;
  const byLabel = choices.find((each) => labelsOf(each).some((label) => plainWords(label) === words));
  const byId = byLabel ?? choices.find(({ id }) => plainWords(id) === words);
  return byId ?? (/^\d{1,3}$/.test(words) ? choices[Number(words) - 1] : undefined);
}

function labelsOf({ label }: Pick<Choice, 'label'>): string[] {
  return typeof label === 'string' ? [label] : Object.values(label);
}

function readChoice(choices: readonly Choice[], given: GivenAnswer): AnswerReading {
  const found = findChoice(choices, given);
  if (!found) return refused('not one of the choices');
  return { ...accepted(found.id), ...(found.next !== undefined && { next: found.next }) };
}

function readMedia(kinds: readonly string[], { media }: GivenAnswer): AnswerReading {
  if (!media) return refused('no file');
  if (!kinds.includes(media.kind)) return refused(`not ${kinds.join(' or ')}`);
  return accepted({ kind: media.kind, media: media.media });
}

function readText(
  rule: Extract<AnswerRule, { kind: 'text' }>,
  text: string,
  patterns: PatternMatcher | undefined,
): AnswerReading {
  if (text.length < (rule.minLength ?? 1)) return refused('too short');
  if (text.length > (rule.maxLength ?? MAX_VALUE_LENGTH)) return refused('too long');
  if (rule.pattern === undefined) return accepted(text);
  return patterns?.matches(rule.pattern, text) === true ? accepted(text) : refused('not of the pattern');
}

function readInRange(
  { min, max, integer }: Extract<AnswerRule, { kind: 'number' }>,
  value: number | null,
): AnswerReading {
  if (value === null) return refused('not a number');
  if (integer === true && !Number.isInteger(value)) return refused('not a whole number');
  if (value < (min ?? -Infinity)) return refused('too small');
  return value > (max ?? Infinity) ? refused('too large') : accepted(value);
}

function readBoundedDate(
  { min, max }: Extract<AnswerRule, { kind: 'date' }>,
  date: LocalDate | null,
  today: LocalDate,
): AnswerReading {
  if (date === null) return refused('not a date');
  const bound = (each: DateBound | undefined): LocalDate | undefined => (each === 'today' ? today : each);
  if (date < (bound(min) ?? date)) return refused('too early');
  return date > (bound(max) ?? date) ? refused('too late') : accepted(date);
}

const YES = new Set([
  'si',
  's',
  'claro',
  'ok',
  'okay',
  'dale',
  'listo',
  'bueno',
  'yes',
  'y',
  'yeah',
  'yep',
  'sure',
  '1',
]);
const NO = new Set(['no', 'n', 'nop', 'nope', '2']);

function readYesNo(text: string): AnswerReading {
  if (text.length > 30) return refused('neither yes nor no');
  const words = plainWords(text);
  if (YES.has(words)) return accepted(true);
  return NO.has(words) ? accepted(false) : refused('neither yes nor no');
}

/** One @ between two parts without spaces, the second with a dot inside; whether it exists only a message shows. */
function isEmail(text: string): boolean {
  const [user, host, ...more] = text.split('@');
  if (!user || !host || more.length > 0 || text.length > 254) return false;
  const labels = host.split('.');
  return (
    /^[^\s<>,;:"()[\]\\]+$/.test(user) &&
    labels.length > 1 &&
    labels.every((label) => /^[\p{L}\p{N}-]+$/u.test(label))
  );
}

function readPhone(text: string, countryCode: string | undefined): AnswerReading {
  const written = text.replace(/[\s().-]/g, '').replace(/^00/, '+');
  const digits = written.replace(/^\+/, '');
  if (!/^\d{6,15}$/.test(digits)) return refused('not a phone number');
  if (written.startsWith('+')) return digits.length >= 8 ? accepted(`+${digits}`) : refused('too short');
  if (countryCode === undefined) return refused('no country code');
  const whole = digits.startsWith(countryCode) && digits.length > 10 ? digits : countryCode + digits;
  return whole.length <= 15 ? accepted(`+${whole}`) : refused('too long');
}

function accepted(value: Value): { kind: 'accepted'; value: Value } {
  return { kind: 'accepted', value };
}

function refused(reason: string): AnswerReading {
  return { kind: 'refused', reason };
}
