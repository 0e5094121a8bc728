export interface Progress {
  done: number;
  /** 0 when it is not known. */
  total: number;
}

const FULL = '█';
const PARTS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const EMPTY = '░';

/** A bar of so many columns and its percentage; an unknown total gives an empty bar. */
export function progressBar({ done, total }: Progress, columns: number): string {
  const share = total <= 0 ? 0 : Math.min(1, Math.max(0, done / total));
  const eighths = Math.floor(share * columns * PARTS.length);
  const full = Math.floor(eighths / PARTS.length);
  const bar = FULL.repeat(full) + (PARTS[eighths % PARTS.length] ?? '');
  return `${bar.padEnd(columns, EMPTY)} ${String(Math.floor(share * 100)).padStart(3)}%`;
}

export interface ProgressLine {
  /** False where there is no terminal to show it on. */
  isShown: boolean;
  show(label: string, progress: Progress): void;
  /** Takes the line off the screen. */
  end(): void;
}

const COLUMNS = 32;

/** A bar that redraws itself on a terminal; in a pipe nothing is shown. */
export function progressLine(stream: NodeJS.WriteStream = process.stderr): ProgressLine {
  if (!stream.isTTY) return { isShown: false, show: () => undefined, end: () => undefined };
  return {
    isShown: true,
    show(label, progress) {
      stream.cursorTo(0);
      stream.write(`${label} ${progressBar(progress, COLUMNS)}`);
      stream.clearLine(1);
    },
    end() {
      stream.cursorTo(0);
      stream.clearLine(0);
    },
  };
}
