import type { z } from 'zod';
import type { runDetailView, runPage } from '../../api/routes/runs/runs.schema';
import type { Styles } from '../terminal/styles';
import { facts, table } from '../terminal/table';
import { clockText, durationText, timeText } from '../terminal/times';

export type Run = z.output<typeof runPage>['items'][number];
export type RunLine = z.output<typeof runDetailView>['lines']['items'][number];

const RIGHT = { align: 'right' } as const;

/** The runs of a program, one a line. */
export function runsTable(runs: readonly Run[], styles: Styles): string {
  const columns = [
    { title: 'date' },
    { title: 'evaluated', ...RIGHT },
    { title: 'sent', ...RIGHT },
    { title: 'failed', ...RIGHT },
    { title: 'excluded', ...RIGHT },
    { title: 'omitted', ...RIGHT },
    { title: 'took', ...RIGHT },
    { title: 'p50', ...RIGHT },
    { title: 'p95', ...RIGHT },
    { title: 'why omitted' },
  ];
  return table(
    columns,
    runs.map((run) => runRow(run, styles)),
    styles,
  );
}

function runRow(run: Run, styles: Styles): string[] {
  return [
    run.date,
    String(run.evaluated),
    loud(run.sent, styles.green),
    loud(run.failed, styles.red),
    loud(run.excluded, styles.yellow),
    String(omittedTotal(run)),
    run.closedAt === null ? 'open' : durationText(run.durationMs),
    milliseconds(run.responseMs.p50),
    milliseconds(run.responseMs.p95),
    styles.dim(reasons(run)),
  ];
}

/** One run as a person reads it. */
export function runText(run: Run, styles: Styles): string {
  const { p50, p95 } = run.responseMs;
  const pairs: [string, string][] = [
    ['date', run.date],
    ['began', timeText(run.openedAt)],
    [
      'took',
      run.closedAt === null ? `${durationText(run.durationMs)}, still open` : durationText(run.durationMs),
    ],
    ['evaluated', String(run.evaluated)],
    ['sent', loud(run.sent, styles.green)],
    ['failed', loud(run.failed, styles.red)],
    ['excluded', loud(run.excluded, styles.yellow)],
    ['omitted', omittedTotal(run) === 0 ? '0' : `${omittedTotal(run)}: ${reasons(run)}`],
    ['provider', p50 === null ? '–' : `p50 ${milliseconds(p50)}, p95 ${milliseconds(p95)}`],
  ];
  const { state, detail } = run.progressTable;
  if (state !== 'none') pairs.push(['progress table', detail === null ? state : `${state}: ${detail}`]);
  return facts(pairs, styles);
}

/** What became of each contact. */
export function runLinesText(
  lines: readonly RunLine[],
  who: (line: RunLine) => string,
  styles: Styles,
): string {
  const columns = [{ title: 'at' }, { title: 'contact' }, { title: 'what, and why' }, { title: 'send' }];
  const rows = lines.map((line) => [
    clockText(line.at),
    who(line),
    decisionStyle(line, styles)(line.line),
    line.sendState ?? '',
  ]);
  return table(columns, rows, styles);
}

/** The colour of a decision: sent, trouble, or the end. */
export function decisionStyle(
  { kind, outcome }: { kind: string; outcome: string },
  styles: Styles,
): (text: string) => string {
  if (outcome === 'sent') return styles.green;
  if (outcome === 'refused') return styles.red;
  if (kind === 'exclude' || outcome === 'opted-out') return styles.yellow;
  return (text) => text;
}

function loud(number: number, style: (text: string) => string): string {
  return number === 0 ? '0' : style(String(number));
}

function omittedTotal({ omitted }: Run): number {
  return Object.values(omitted).reduce((sum, count) => sum + count, 0);
}

function reasons({ omitted }: Run): string {
  return Object.entries(omitted)
    .map(([reason, count]) => `${count} ${reason}`)
    .join(', ');
}

function milliseconds(value: number | null): string {
  return value === null ? '–' : `${Math.round(value)} ms`;
}
