import type { Report, ReportName, ReportRow } from './reports-data';

/** How a report is drawn. */
export interface ChartPlan {
  /** The figures that are drawn, each a series. */
  figures: readonly string[];
  /** What is along the bottom: the periods, or what a group is called. */
  along: readonly string[];
  /** The groups that make a series each, beside the figures. */
  apart: readonly string[];
  /** Whether series are parts of a whole. */
  isStacked: boolean;
}

const TIME = ['period'];
const bars = (...figures: string[]): ChartPlan => ({ figures, along: TIME, apart: [], isStacked: false });
const parts = (...figures: string[]): ChartPlan => ({ ...bars(...figures), isStacked: true });

export const CHARTS: Readonly<Record<ReportName, ChartPlan>> = {
  messages: bars('in', 'out', 'failed', 'suppressed'),
  'response-times': { ...bars('p50Ms', 'p95Ms'), apart: ['channel'] },
  conversations: { ...parts('begun'), apart: ['channel'] },
  programs: { ...bars('reached', 'completed'), along: ['session', 'day'] },
  enrollments: bars('enrolled', 'completed', 'excluded', 'stopped'),
  exclusions: { ...parts('excluded'), apart: ['by'] },
  agents: parts('resolved', 'handedOver'),
  handoffs: { ...parts('handoffs'), apart: ['by'] },
  tools: { ...parts('succeeded', 'failed'), along: ['tool'] },
  models: { ...bars('calls', 'failures'), along: ['provider', 'model'] },
  orders: { ...bars('revenueMinor'), apart: ['currency'] },
  broadcasts: { ...parts('delivered', 'failed', 'suppressed', 'unconfirmed'), along: ['name'] },
  'opt-outs': bars('optedOut', 'optedIn'),
};

/** One series: a figure, of one group where groups are told apart. */
export interface Series {
  key: string;
  figure: string;
  group: string;
}

export interface Drawn {
  series: Series[];
  points: { at: string; values: Readonly<Record<string, number>> }[];
}

/** The points of a chart in the order of the rows; what falls on the same point adds up, and no day is left out. */
export function drawnOf({ figures, along, apart }: ChartPlan, report: Report): Drawn {
  const { rows } = report;
  const series = new Map<string, Series>();
  const points = new Map<string, Record<string, number>>(
    along === TIME && report.by === 'day' ? daysOf(report).map((day) => [day, {}]) : [],
  );
  for (const row of rows) {
    const [at, group] = [textOf(row, along), textOf(row, apart)];
    const point = points.get(at) ?? {};
    points.set(at, point);
    for (const figure of figures) {
      const key = `${figure} ${group}`;
      series.set(key, { key, figure, group });
      const value = row[figure];
      if (typeof value === 'number') point[key] = (point[key] ?? 0) + value;
    }
  }
  return {
    series: [...series.values()],
    points: [...points].map(([at, values]) => ({ at, values })),
  };
}

const DAY_MS = 86_400_000;

function daysOf({ from, to }: Report): string[] {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const count = Math.round((last - first) / DAY_MS) + 1;
  return Array.from({ length: count }, (_, index) =>
    new Date(first + index * DAY_MS).toISOString().slice(0, 'yyyy-mm-dd'.length),
  );
}

function textOf(row: ReportRow, names: readonly string[]): string {
  return names.map((name) => row[name] ?? '–').join(' · ');
}
