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

/** Figures are counted every some minutes. */
const LOOK_AGAIN_MS = 60_000;

interface Asked {
  params: { query: Range };
}

const READ = {
  messages: (asked: Asked) => take<Report>(api.GET('/api/analytics/messages', asked)),
  'response-times': (asked: Asked) => take<Report>(api.GET('/api/analytics/response-times', asked)),
  conversations: (asked: Asked) => take<Report>(api.GET('/api/analytics/conversations', asked)),
  programs: (asked: Asked) => take<Report>(api.GET('/api/analytics/programs', asked)),
  enrollments: (asked: Asked) => take<Report>(api.GET('/api/analytics/enrollments', asked)),
  exclusions: (asked: Asked) => take<Report>(api.GET('/api/analytics/exclusions', asked)),
  agents: (asked: Asked) => take<Report>(api.GET('/api/analytics/agents', asked)),
  handoffs: (asked: Asked) => take<Report>(api.GET('/api/analytics/handoffs', asked)),
  tools: (asked: Asked) => take<Report>(api.GET('/api/analytics/tools', asked)),
  models: (asked: Asked) => take<Report>(api.GET('/api/analytics/models', asked)),
  orders: (asked: Asked) => take<Report>(api.GET('/api/analytics/orders', asked)),
  broadcasts: (asked: Asked) => take<Report>(api.GET('/api/analytics/broadcasts', asked)),
  'opt-outs': (asked: Asked) => take<Report>(api.GET('/api/analytics/opt-outs', asked)),
};

export type ReportName = keyof typeof READ;

export function useReport(name: ReportName, range: Range) {
  return useQuery({
    queryKey: ['analytics', name, range],
    queryFn: () => READ[name]({ params: { query: range } }),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** Where the same report is as a file. */
export function csvOf(name: ReportName, range: Range): string {
  return `/api/analytics/${name}.csv?${new URLSearchParams({ ...range }).toString()}`;
}
