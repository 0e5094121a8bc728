import type { DayState, EnrollmentState } from './enrollment';
import { STAGES } from './enrollment';

/** What the twelve columns cannot hold of a day; the first row of a contact also carries the enrollment's. */
export interface LegacyNote {
  day?: Partial<DayState>;
  enrollment?: Partial<Omit<EnrollmentState, 'days'>>;
}

/** A note is the last thing in its cell; `[` inside it is escaped, so that no text before it can be taken for it. */
const NOTE = /(?:^| )\[hilo (\{[^[]*\})\]$/;
const DAY_FIELDS = {
  attempts: isCount,
  refusals: isCount,
  forgiven: isCount,
  firstSentAt: isTimeOrNull,
  lastSentAt: isTimeOrNull,
  completedAt: isTimeOrNull,
  lastResult: isTextOrNull,
  passedOver: (value: unknown) => typeof value === 'boolean',
} satisfies Partial<Record<keyof DayState, (value: unknown) => boolean>>;
const ENROLLMENT_FIELDS = {
  stage: (value: unknown) => STAGES.some((stage) => stage === value),
  reason: isTextOrNull,
  failedRetries: isCount,
  lastSendDate: isDateOrNull,
} satisfies Partial<Record<keyof EnrollmentState, (value: unknown) => boolean>>;

/** A result with a note after it: `accepted SM1 [hilo {"day":{"refusals":1}}]`; nothing is added for an empty note. */
export function writeNote(result: string | null, note: LegacyNote): string {
  const text = result ?? '';
  if (Object.keys(note).length === 0 && !NOTE.test(text)) return text;
  return `${text}${text === '' ? '' : ' '}[hilo ${JSON.stringify(note).replaceAll('[', '\\u005b')}]`;
}

/** The result and the note of a `resultado` cell, or null when the note is damaged. */
export function readNote(cell: string): { result: string | null; note: LegacyNote } | null {
  const found = NOTE.exec(cell);
  if (!found) return { result: cell === '' ? null : cell, note: {} };
  const note = parseNote(found[1] ?? '');
  const result = cell.slice(0, found.index);
  return note && { result: result === '' ? null : result, note };
}

/** The fields in which two values differ, or undefined when there are none. */
export function difference<T extends object>(from: T, to: T): Partial<T> | undefined {
  const entries = Object.entries(to).filter(([key, value]) => from[key as keyof T] !== value);
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Partial<T>);
}

function parseNote(json: string): LegacyNote | null {
  try {
    const { day = {}, enrollment = {} } = JSON.parse(json) as Record<string, object | undefined>;
    return hasOnly(day, DAY_FIELDS) && hasOnly(enrollment, ENROLLMENT_FIELDS) ? { day, enrollment } : null;
  } catch {
    return null;
  }
}

function hasOnly(value: object, fields: Record<string, (field: unknown) => boolean>): boolean {
  return Object.entries(value).every(
    ([key, field]) => Object.hasOwn(fields, key) && fields[key]?.(field) === true,
  );
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}

function isTimeOrNull(value: unknown): boolean {
  return value === null || Number.isInteger(value);
}

function isDateOrNull(value: unknown): boolean {
  return value === null || (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value));
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}
