export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Lines kept around what changed. */
const AROUND = 3;

/** What turns one text into another, line by line: what both share is kept where that makes the fewest changes. */
export function diffOf(before: string, after: string): DiffLine[] {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  const shared = sharedLengths(old, fresh);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < fresh.length) {
    const [left = '', right = ''] = [old[i], fresh[j]];
    const kind = left === right ? 'same' : at(shared, i + 1, j) >= at(shared, i, j + 1) ? 'removed' : 'added';
    lines.push({ kind, text: kind === 'added' ? right : left });
    if (kind !== 'added') i += 1;
    if (kind !== 'removed') j += 1;
  }
  const rest = (kind: DiffLine['kind'], texts: readonly string[]) => texts.map((text) => ({ kind, text }));
  return [...lines, ...rest('removed', old.slice(i)), ...rest('added', fresh.slice(j))];
}

/** For each pair of places, how many lines the rests of both have in common. */
function sharedLengths(old: readonly string[], fresh: readonly string[]): Uint16Array[] {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint16Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    const row = rows[i] ?? new Uint16Array();
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      row[j] =
        old[i] === fresh[j] ? at(rows, i + 1, j + 1) + 1 : Math.max(at(rows, i + 1, j), row[j + 1] ?? 0);
    }
  }
  return rows;
}

function at(rows: readonly Uint16Array[], i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}

/** The changes with a little around each; null stands for lines that are left out. */
export function shortened(lines: readonly DiffLine[]): (DiffLine | null)[] {
  const near = (index: number) =>
    lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ kind }) => kind !== 'same');
  return lines.flatMap((line, index) => {
    if (near(index)) return [line];
    return index === 0 || near(index - 1) ? [null] : [];
  });
}
