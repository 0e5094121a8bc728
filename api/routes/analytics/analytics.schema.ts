import { z } from 'zod';
import { GRAINS } from '../../../domain/analytics/range';
import { REPORT_NAMES, REPORTS, type Report, type ReportName } from '../../../domain/analytics/reports';
import { timeZone } from '../../time-zone';

const date = z.iso.date('a date, such as 2026-11-21');

export const reportQuery = z.strictObject({
  from: date.optional().meta({ description: 'The first day; by default six days before the last' }),
  to: date.optional().meta({ description: 'The last day, which counts as well; by default today' }),
  by: z
    .enum(GRAINS)
    .default('day')
    .meta({ description: 'A row an hour (at most 31 days), a day (366) or for the whole time (3660)' }),
  zone: timeZone
    .optional()
    .meta({ description: "Whose days and hours; by default the account's own (/api/business)" }),
});

/** What of the answer is the same for every report. */
const about = {
  from: z.string(),
  to: z.string(),
  by: z.enum(GRAINS),
  zone: z.string(),
  countedUntil: z.iso.datetime().nullable().meta({
    description: 'What came later is not in the figures yet; null before the first count',
  }),
};

const period = z.string().meta({
  description: 'A day, the first second of an hour with its offset from UTC, or first/last day',
  examples: ['2026-11-21', '2026-11-21T14:00:00-05:00', '2026-11-15/2026-11-21'],
});

/** The answer of each report. */
export const reportViews = Object.fromEntries(
  REPORT_NAMES.map((name) => [name, viewOf(REPORTS[name], `${inOneWord(name)}Report`)]),
) as Record<ReportName, ReturnType<typeof viewOf>>;

/** `OptOuts` of `opt-outs`. */
export function inOneWord(name: ReportName): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Rows that hold a report's groups as text and its figures as numbers. */
function viewOf({ groups, named, figures }: Report, id: string) {
  const row: Record<string, z.ZodType<string | number | null>> = { period };
  for (const group of groups) row[group] = z.string();
  if (named !== undefined)
    row['name'] = z.string().nullable().meta({ description: 'Null for what was deleted' });
  for (const figure of Object.keys(figures)) row[figure] = z.number().nullable();
  return z.strictObject({ ...about, rows: z.array(z.strictObject(row)) }).meta({ id });
}
