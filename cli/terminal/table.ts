import { padEnd, padStart, textWidth } from './text-width';
import type { Styles } from './styles';

export interface Column {
  title: string;
  align?: 'left' | 'right';
}

/** Rows under titles, each column as wide as its widest cell; cells may carry colours. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  styles: Styles,
): string {
  const widths = columns.map(({ title }, index) =>
    Math.max(textWidth(title), ...rows.map((row) => textWidth(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, index) => {
        const cell = cells[index] ?? '';
        const width = widths[index] ?? 0;
        return align === 'right' ? padStart(cell, width) : padEnd(cell, width);
      })
      .join('  ')
      .trimEnd();
  return [styles.dim(line(columns.map(({ title }) => title))), ...rows.map(line)].join('\n');
}

/** Names and values, one pair a line. */
export function facts(pairs: readonly (readonly [string, string])[], styles: Styles): string {
  const width = Math.max(...pairs.map(([name]) => textWidth(name)));
  return pairs.map(([name, value]) => `${styles.dim(padEnd(name, width))}  ${value}`).join('\n');
}
