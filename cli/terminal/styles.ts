import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** How parts of a screen look; without colours every function gives its text back. */
export interface Styles {
  bold: (text: string) => string;
  dim: (text: string) => string;
  green: (text: string) => string;
  yellow: (text: string) => string;
  red: (text: string) => string;
  cyan: (text: string) => string;
  inverse: (text: string) => string;
}

/** Colours on a terminal that wants them (NO_COLOR and FORCE_COLOR count), none in a pipe. */
export function stylesFor(stream: NodeJS.WriteStream = process.stdout): Styles {
  const style = (format: Format) => (text: string) =>
    styleText(format, text, { stream, validateStream: true });
  return {
    bold: style('bold'),
    dim: style('dim'),
    green: style('green'),
    yellow: style('yellow'),
    red: style('red'),
    cyan: style('cyan'),
    inverse: style('inverse'),
  };
}

const same = (text: string) => text;

/** For pipes, files and tests. */
export const PLAIN: Styles = {
  bold: same,
  dim: same,
  green: same,
  yellow: same,
  red: same,
  cyan: same,
  inverse: same,
};
