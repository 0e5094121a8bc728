import type { Styles } from '../terminal/styles';
import { padEnd, textWidth, wrap } from '../terminal/text-width';

export interface Bubble {
  text: string;
  /** Shown in the lower edge, such as `09:00`. */
  time: string;
  /** The phone's own messages stand on the right. */
  own: boolean;
}

const SHARE = 0.7;
const NARROWEST = 12;
/** Borders and a space on each side. */
const FRAME = 4;

/** A message as a chat shows it, in a terminal of so many columns. */
export function drawBubble({ text, time, own }: Bubble, columns: number, styles: Styles): string {
  const most = Math.max(NARROWEST, Math.floor(columns * SHARE) - FRAME);
  const lines = wrap(withBold(text, styles), most);
  const width = Math.max(textWidth(time) + 3, ...lines.map(textWidth));
  const margin = ' '.repeat(own ? Math.max(0, columns - width - FRAME) : 0);
  const frame = own ? styles.green : styles.dim;
  const edge = frame('│');
  return [
    `${margin}${frame(`╭${'─'.repeat(width + 2)}╮`)}`,
    ...lines.map((line) => `${margin}${edge} ${padEnd(line, width)} ${edge}`),
    `${margin}${frame(`╰${'─'.repeat(width - textWidth(time) - 1)} ${time} ─╯`)}`,
  ].join('\n');
}

/** WhatsApp's `*bold*` as bold words; without colours the signs stay. */
function withBold(text: string, styles: Styles): string {
  if (styles.bold('x') === 'x') return text;
  return text.replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\p{L}\p{N}*])/gu, (_, words: string) =>
    words.split(' ').map(styles.bold).join(' '),
  );
}
