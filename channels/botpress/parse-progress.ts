import { z } from 'zod';
import type { DayStatus, Position } from '../../domain/programs/enrollment';

/** One day as the external bot reports it. */
export type DayReport = Position & { status: DayStatus };

/** One contact's progress as the external bot reports it. */
export interface BotProgress {
  /** The phone number's digits, without a plus sign. */
  clientNumber: string;
  reports: DayReport[];
}

export type ProgressParse = { ok: true; progress: BotProgress } | { ok: false; problems: string[] };

/** The bot writes numbers as text as often as not. */
function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .union([z.number(), z.string().regex(/^\d{1,3}$/, message)], { error: message })
    .transform(Number)
    .pipe(z.number({ error: message }).int(message).min(min, message).max(max, message));
}

const session = wholeNumber(1, 52);
const day = wholeNumber(1, 7);
const status = wholeNumber(0, 2).transform((value) => value as DayStatus);

const clientNumber = z
  .union([z.string(), z.number()], { error: 'must be a phone number' })
  .transform((value) => String(value).replace(/[\s()+-]/g, ''))
  .refine((digits) => /^[1-9]\d{6,14}$/.test(digits), 'must be a phone number of 7 to 15 digits');

const oneReport = z.object({ clientNumber, session, day, status });

const whole = z.object({ clientNumber }).catchall(z.unknown());

/**
 * Reads a body of the progress endpoint: `{clientNumber, session, day, status}` or the whole object
 * `{clientNumber, session1: {"1": "2", …}, …}`. Problems name the field and never repeat its value.
 */
export function parseProgress(body: unknown): ProgressParse {
  if (isRecord(body) && ['session', 'day', 'status'].some((name) => name in body)) return parseOne(body);
  const parsed = parseProgressRow(body);
  if (parsed.ok && parsed.progress.reports.length === 0) {
    const problem = 'body: must hold session, day and status, or at least one day of session1, session2 …';
    return { ok: false, problems: [problem] };
  }
  return parsed;
}

/** Reads a row of the progress table; a row without any session is a contact without progress. */
export function parseProgressRow(row: unknown): ProgressParse {
  const parsed = whole.safeParse(row);
  if (!parsed.success) return { ok: false, problems: problemsIn(parsed.error) };
  const problems: string[] = [];
  const reports = Object.entries(parsed.data).flatMap(([name, days]) =>
    readSession({ name, days }, problems),
  );
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, progress: { clientNumber: parsed.data.clientNumber, reports } };
}

function parseOne(body: unknown): ProgressParse {
  const parsed = oneReport.safeParse(body);
  if (!parsed.success) return { ok: false, problems: problemsIn(parsed.error) };
  const { clientNumber: number, ...report } = parsed.data;
  return { ok: true, progress: { clientNumber: number, reports: [report] } };
}

/** The reports of one `sessionN`; other keys (id, createdAt …) are the table's own and hold none. */
function readSession({ name, days }: { name: string; days: unknown }, problems: string[]): DayReport[] {
  const number = /^session(\d+)$/.exec(name)?.[1];
  // A session or a day that the bot has not begun may be null.
  if (number === undefined || days === null) return [];
  const place = session.safeParse(number);
  if (!place.success || !isRecord(days)) {
    problems.push(
      place.success
        ? `${name}: must be an object of days`
        : `${name}: session ${place.error.issues[0]?.message ?? ''}`,
    );
    return [];
  }
  const begun = Object.entries(days).filter(([, value]) => value !== null);
  return begun.flatMap(([dayName, value]) => {
    const read = z.object({ day, status }).safeParse({ day: dayName, status: value });
    if (read.success) return [{ session: place.data, ...read.data }];
    problems.push(
      ...read.error.issues.map((issue) => `${name}.${dayName}: ${String(issue.path[0])} ${issue.message}`),
    );
    return [];
  });
}

function problemsIn(error: z.ZodError): string[] {
  return error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
