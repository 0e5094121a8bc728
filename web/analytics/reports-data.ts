import { useQuery } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';

/** What every report has; its rows hold groups as text and figures as numbers. */
export type Report = Omit<View<'MessagesReport'>, 'rows'> & { rows: ReportRow[] };
export type ReportRow = Readonly<Record<string, string | number | null>>;

export interface Range {
  from: string;
  to: string;
  by: Report['by'];
}

/** Figures are counted every some minutes; the first ones are waited for. */
const LOOK_AGAIN_MS = { counted: 60_000, never: 5_000 };

const READ = {
  messages: (query: Range) => take<Report>(api.GET('/api/analytics/messages', { params: { query } })),
  'response-times': (query: Range) =>
    take<Report>(api.GET('/api/analytics/response-times', { params: { query } })),
  conversations: (query: Range) =>
    take<Report>(api.GET('/api/analytics/conversations', { params: { query } })),
  programs: (query: Range) => take<Report>(api.GET('/api/analytics/programs', { params: { query } })),
  enrollments: (query: Range) => take<Report>(api.GET('/api/analytics/enrollments', { params: { query } })),
  exclusions: (query: Range) => take<Report>(api.GET('/api/analytics/exclusions', { params: { query } })),
  agents: (query: Range) => take<Report>(api.GET('/api/analytics/agents', { params: { query } })),
  handoffs: (query: Range) => take<Report>(api.GET('/api/analytics/handoffs', { params: { query } })),
  tools: (query: Range) => take<Report>(api.GET('/api/analytics/tools', { params: { query } })),
  models: (query: Range) => take<Report>(api.GET('/api/analytics/models', { params: { query } })),
  orders: (query: Range) => take<Report>(api.GET('/api/analytics/orders', { params: { query } })),
  broadcasts: (query: Range) => take<Report>(api.GET('/api/analytics/broadcasts', { params: { query } })),
  'opt-outs': (query: Range) => take<Report>(api.GET('/api/analytics/opt-outs', { params: { query } })),
};

export type ReportName = keyof typeof READ;

export function useReport(name: ReportName, range: Range) {
  return useQuery({
    queryKey: ['analytics', name, range],
    queryFn: () => READ[name](range),
    refetchInterval: ({ state }) =>
      state.data?.countedUntil === null ? LOOK_AGAIN_MS.never : LOOK_AGAIN_MS.counted,
  });
}

/** Where the same report is as a file. */
export function csvOf(name: ReportName, range: Range): string {
  return `/api/analytics/${name}.csv?${new URLSearchParams({ ...range }).toString()}`;
}
