import { z } from 'zod';
import type { SentMessage } from '../../domain/conversations/conversation';
import { messageLine } from '../../domain/conversations/transcript';
import type { Styles } from '../terminal/styles';
import { timeText } from '../terminal/times';
import type { TranscriptLine } from './read-transcript';

/** What happened in between two messages and every reader wants to know. */
const NEWS = ['error', 'handed-off', 'returned', 'migrated', 'closed', 'ended', 'started', 'ignored', 'call'];

/** True for messages, and for what is not plain working of the scenario. */
export function isNews({ type, event }: TranscriptLine): boolean {
  return type !== 'event' || NEWS.includes(event);
}

const written = z.looseObject({
  text: z.string().default(''),
  choice: z.string().optional(),
  media: z.array(z.looseObject({ kind: z.string() })).default([]),
});

/** Who says or does it, and what, as a person reads it. */
export function lineCells(line: TranscriptLine, name: string, styles: Styles): [string, string] {
  switch (line.type) {
    case 'user':
      return [styles.green(name), userWords(line.data)];
    case 'bot':
      return [styles.cyan('bot'), messageLine(line.data['message'] as SentMessage)];
    case 'operator':
      return [styles.yellow('operator'), userWords(line.data)];
    case 'event':
      return [styles.dim('·'), eventColour(line.event, styles)(eventWords(line))];
  }
}

function userWords(data: TranscriptLine['data']): string {
  const { text, choice, media } = written.parse(data);
  const files = media.map(({ kind }) => `[${kind}]`);
  const words = text === '' && choice !== undefined ? choice : text;
  return [...files, ...(words === '' ? [] : [choice === undefined ? words : `▸ ${words}`])].join(' ');
}

function eventColour(event: string, styles: Styles): (text: string) => string {
  return event === 'error' ? styles.red : styles.dim;
}

function eventWords({ event, data }: TranscriptLine): string {
  const details = Object.entries(data).filter(([, value]) => value !== null && value !== '');
  const words = details.map(([name, value]) => {
    const shown = typeof value === 'string' ? value : valueText(name, value);
    return name === 'detail' ? shown : `${name} ${shown}`;
  });
  return [event, ...words].join('  ');
}

/** Instants are milliseconds in a transcript. */
function valueText(name: string, value: unknown): string {
  const isInstant = name === 'until' && typeof value === 'number';
  return isInstant ? timeText(new Date(value).toISOString()) : JSON.stringify(value);
}
