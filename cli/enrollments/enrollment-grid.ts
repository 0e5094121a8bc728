import type { Styles } from '../terminal/styles';
import { padEnd, textWidth } from '../terminal/text-width';

/** One day as the grid shows it. */
export interface GridDay {
  session: number;
  day: number;
  /** 0 not sent, 1 sent and not completed, 2 completed. */
  status: number;
  attempts: number;
  refusals: number;
  passedOver: boolean;
}

export interface Grid {
  /** A row of days for each session. */
  rows: readonly (readonly GridDay[])[];
  /** The day that is to be sent or completed; null when the enrollment is over. */
  current: { session: number; day: number } | null;
  /** Titles of the sessions, by place; may be empty. */
  titles: readonly string[];
}

export type DayMark = 'not sent' | 'sent' | 'completed' | 'refused' | 'passed over';

const SIGNS: Record<DayMark, string> = {
  'not sent': '·',
  sent: '○',
  completed: '●',
  refused: '✗',
  'passed over': '»',
};
const CELL = 6;

/** What the grid says of a day. */
export function markOf(day: GridDay): DayMark {
  if (day.status === 2) return 'completed';
  if (day.passedOver) return 'passed over';
  if (day.status === 1) return 'sent';
  return day.attempts > 0 && day.refusals === day.attempts ? 'refused' : 'not sent';
}

/** Sessions down, days across; the current day in brackets, and how many attempts a day took beyond one. */
export function drawGrid({ rows, current, titles }: Grid, styles: Styles): string {
  const names = rows.map((row, index) => `${row[0]?.session ?? index + 1}  ${titles[index] ?? ''}`.trimEnd());
  const margin = Math.max(...names.map(textWidth)) + 2;
  const most = Math.max(...rows.map((row) => row.length));
  const heading = Array.from({ length: most }, (_, index) => padEnd(`day ${index + 1}`, CELL + 1)).join('');
  const lines = rows.map((row, index) => {
    const cells = row.map((day) => padEnd(cellOf(day, isAt(day, current), styles), CELL + 1)).join('');
    return `${padEnd(names[index] ?? '', margin)}${cells}`.trimEnd();
  });
  return [`${' '.repeat(margin)}${styles.dim(heading.trimEnd())}`, ...lines].join('\n');
}

/** What the signs mean; those that never stand in a grid of this kind are left out. */
export function gridLegend({ rows, current }: Grid, styles: Styles): string {
  const seen = new Set(rows.flat().map(markOf));
  const rare = (mark: DayMark) => (mark !== 'refused' && mark !== 'passed over') || seen.has(mark);
  const marks = (['completed', 'sent', 'not sent', 'refused', 'passed over'] as const).filter(rare);
  const parts = marks.map((mark) => `${colourOf(mark, styles)(SIGNS[mark])} ${mark}`);
  if (rows.flat().some((day) => day.attempts > 1)) parts.push('×2 attempts');
  if (current !== null) parts.push('[ ] current');
  return parts.join(styles.dim('   '));
}

function cellOf(day: GridDay, isCurrent: boolean, styles: Styles): string {
  const mark = markOf(day);
  const sign = colourOf(mark, styles)(SIGNS[mark]);
  const attempts = day.attempts > 1 ? styles.dim(`×${day.attempts}`) : '';
  return isCurrent ? `${styles.bold('[')}${sign}${styles.bold(']')}${attempts}` : ` ${sign} ${attempts}`;
}

function isAt(day: GridDay, at: Grid['current']): boolean {
  return at !== null && day.session === at.session && day.day === at.day;
}

function colourOf(mark: DayMark, styles: Styles): (text: string) => string {
  switch (mark) {
    case 'completed':
      return styles.green;
    case 'sent':
      return styles.yellow;
    case 'refused':
      return styles.red;
    case 'passed over':
      return styles.cyan;
    case 'not sent':
      return styles.dim;
  }
}
