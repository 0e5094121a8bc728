import type { CountedRow } from '../../../db/repositories/analytics-reports';
import { rangeOf, type DateRange, type Grain } from '../../../domain/analytics/range';
import { figuresOf, REPORTS, type Report, type ReportName } from '../../../domain/analytics/reports';
import { timeOf } from '../../../domain/time/civil-date';
import type { ApiDeps } from '../../api-deps';
import { problem, type Problem } from '../../problems';

export interface AskedReport {
  from?: string | undefined;
  to?: string | undefined;
  by: Grain;
  zone?: string | undefined;
}

type ReportDeps = Pick<ApiDeps, 'analyticsReports' | 'business' | 'zoneClock' | 'now'>;

export type ReportRow = Record<string, string | number | null>;

export interface ReadReport extends DateRange {
  by: Grain;
  zone: string;
  countedUntil: string | null;
  rows: ReportRow[];
}

/** Reads a report in the zone that was asked for, by default the account's own. */
export async function readReport(
  accountId: string,
  { name, asked }: { name: ReportName; asked: AskedReport },
  { analyticsReports, business, zoneClock, now }: ReportDeps,
): Promise<{ kind: 'report'; report: ReadReport } | Problem> {
  const zone = asked.zone ?? (await business.current(accountId)).settings.timezone;
  const wanted = rangeOf(asked, zoneClock.toLocal(now(), zone).date);
  if (!wanted.ok) {
    const { field: path, refusal: message } = wanted;
    return problem('invalid_request', `${path}: ${message}`, { errors: [{ path, message }] });
  }
  const { range } = wanted;
  const { by } = asked;
  const report: Report = REPORTS[name];
  const counted = await analyticsReports.read({ accountId, report: name, by, zone, ...range });
  const names = await namesOf(report, counted, (ids) => analyticsReports.names(accountId, ids));
  const rows = counted.map((row) => ({
    period: periodOf(row, by, range),
    ...Object.fromEntries(report.groups.map((group, index) => [group, row.groups[index] ?? ''])),
    ...(names && { name: names.get(idOf(report, row)) ?? null }),
    ...figuresOf(report, row.counted),
  }));
  const countedUntil = (await analyticsReports.countedUntil(accountId))?.toISOString() ?? null;
  return { kind: 'report', report: { ...range, by, zone, countedUntil, rows } };
}

async function namesOf(
  report: Report,
  rows: readonly CountedRow[],
  read: (ids: string[]) => Promise<Map<string, string>>,
): Promise<Map<string, string> | null> {
  if (report.named === undefined) return null;
  return read([...new Set(rows.map((row) => idOf(report, row)))]);
}

function idOf({ groups, named }: Report, row: CountedRow): string {
  return row.groups[groups.indexOf(named ?? '')] ?? '';
}

function periodOf({ period, offsetMinutes }: CountedRow, by: Grain, { from, to }: DateRange): string {
  if (by === 'total') return `${from}/${to}`;
  if (by === 'day') return period;
  return `${period}${offsetMinutes < 0 ? '-' : '+'}${timeOf(Math.abs(offsetMinutes))}`;
}
