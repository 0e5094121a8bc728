import { stripVTControlCharacters } from 'node:util';
import { cut, textWidth } from './text-width';

export interface LiveBlock {
  /** Draws the text in place of what was drawn before. */
  draw(text: string): void;
}

/** A part of a terminal that is drawn again and again; it never grows beyond the screen. */
export function liveBlock(stream: NodeJS.WriteStream = process.stdout): LiveBlock {
  let height = 0;
  return {
    draw(text) {
      const lines = text.split('\n').slice(0, Math.max(1, stream.rows - 1));
      const fitting = lines.map((line) => fit(line, stream.columns));
      if (height > 0) stream.moveCursor(0, -height);
      stream.cursorTo(0);
      stream.clearScreenDown();
      stream.write(`${fitting.join('\n')}\n`);
      height = fitting.length;
    },
  };
}

/** A line that would wrap would push the block out of place. */
function fit(line: string, columns: number): string {
  return textWidth(line) <= columns ? line : cut(stripVTControlCharacters(line), columns);
}
