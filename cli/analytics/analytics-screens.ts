import type { z } from 'zod';
import type { reportViews } from '../../api/routes/analytics/analytics.schema';
import type { ReportName } from '../../domain/analytics/reports';
import type { Styles } from '../terminal/styles';
import { table } from '../terminal/table';
import { timeText } from '../terminal/times';

export type ShownReport = z.output<(typeof reportViews)[ReportName]>;

/** A report's rows under the names of its fields, and up to when they were counted. */
export function reportTable({ rows, from, to, zone, countedUntil }: ShownReport, styles: Styles): string {
  const counted = styles.dim(
    countedUntil === null
      ? 'Not counted yet: a worker does so every few minutes.'
      : `Counted until ${timeText(countedUntil)}`,
  );
  const [first] = rows;
  if (!first) return `Nothing from ${from} to ${to} (${zone}).\n${counted}`;
  const columns = Object.entries(first).map(([title, value]) => ({
    title,
    align: typeof value === 'string' ? ('left' as const) : ('right' as const),
  }));
  const cells = rows.map((row) => columns.map(({ title }) => String(row[title] ?? '')));
  return `${table(columns, cells, styles)}\n${counted}`;
}
