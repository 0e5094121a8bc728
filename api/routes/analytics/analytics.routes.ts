import { REPORT_NAMES, REPORTS, type Report, type ReportName } from '../../../domain/analytics/reports';
import { writeCsv } from '../../csv/write-csv';
import { defineRoute, reply, type Route } from '../../route';
import { inOneWord, reportQuery, reportViews } from './analytics.schema';
import { readReport, type ReportRow } from './read-report';

/** What happened, by hour and day: every report, and each as a file. */
export const analyticsRoutes: readonly Route[] = REPORT_NAMES.flatMap((name) => [asJson(name), asCsv(name)]);

function asJson(name: ReportName): Route {
  const { summary } = REPORTS[name];
  return defineRoute({
    method: 'get',
    path: `/api/analytics/${name}`,
    operationId: `get${inOneWord(name)}Report`,
    summary,
    tag: 'Analytics',
    access: 'analytics:read',
    query: reportQuery,
    refusals: ['invalid_request'],
    response: { status: 200, description: 'The report', schema: reportViews[name] },
    handler: async ({ accountId, query }, deps) => {
      const read = await readReport(accountId, { name, asked: query }, deps);
      return read.kind === 'problem' ? read : reply(read.report);
    },
  });
}

function asCsv(name: ReportName): Route {
  return defineRoute({
    method: 'get',
    path: `/api/analytics/${name}.csv`,
    operationId: `export${inOneWord(name)}Report`,
    summary: `The same as CSV: ${REPORTS[name].summary}`,
    tag: 'Analytics',
    access: 'analytics:read',
    query: reportQuery,
    refusals: ['invalid_request'],
    response: { status: 200, description: 'The file', contentType: 'text/csv' },
    handler: async ({ accountId, query }, deps) => {
      const read = await readReport(accountId, { name, asked: query }, deps);
      if (read.kind === 'problem') return read;
      const { from, to, rows } = read.report;
      const file = `${name}-${from}-${to}.csv`;
      return reply(writeCsv(columnsOf(REPORTS[name]), rows.map(asCells)), {
        headers: { 'content-disposition': `attachment; filename="${file}"` },
      });
    },
  });
}

function columnsOf({ groups, named, figures }: Report): string[] {
  return ['period', ...groups, ...(named === undefined ? [] : ['name']), ...Object.keys(figures)];
}

function asCells(row: ReportRow): Record<string, string> {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, String(value ?? '')]));
}
