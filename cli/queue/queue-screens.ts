import type { z } from 'zod';
import type { parkedView, queuedView, queuePage } from '../../api/routes/queue/queue.schema';
import { textOf } from '../../domain/messaging/content';
import { QUEUE_STATES } from '../../domain/messaging/queue-state';
import type { Styles } from '../terminal/styles';
import { facts, table } from '../terminal/table';
import { cut } from '../terminal/text-width';
import { durationText, timeText } from '../terminal/times';

export type Queued = z.output<typeof queuedView>;
export type Parked = z.output<typeof parkedView>;
export type Queue = z.output<typeof queuePage>;

const PREVIEW = 40;

/** How much is in each state, and for how long the oldest has waited. */
export function countsText({ counts, oldestSeconds }: Pick<Queue, 'counts' | 'oldestSeconds'>): string {
  const parts = QUEUE_STATES.map((state) => `${counts[state]} ${state}`).join(', ');
  return oldestSeconds === null ? parts : `${parts}; the oldest waits ${durationText(oldestSeconds * 1000)}`;
}

export function queueTable(messages: readonly Queued[], styles: Styles): string {
  const columns = ['made', 'state', 'for', 'channel', 'message', 'error', 'id'].map((title) => ({ title }));
  const rows = messages.map((message) => [
    timeText(message.createdAt),
    stateText(message, styles),
    message.scheduledFor === null ? 'at once' : timeText(message.scheduledFor),
    message.channel,
    cut(wordsOf(message).replace(/\s+/g, ' '), PREVIEW),
    cut(errorOf(message), PREVIEW),
    styles.dim(message.id),
  ]);
  return table(columns, rows, styles);
}

/** One message as a person reads it. */
export function queuedText(message: Queued, styles: Styles): string {
  const pairs: [string, string][] = [
    ['message', message.id],
    ['state', `${stateText(message, styles)} (${message.ledgerState})`],
    ['channel', message.channel],
    ['for', message.scheduledFor === null ? 'at once' : timeText(message.scheduledFor)],
    ['asked by', message.origin],
    ...(message.error ? [['error', errorOf(message)] as [string, string]] : []),
  ];
  return `${facts(pairs, styles)}\n\n${wordsOf(message)}`;
}

export function parkedTable(messages: readonly Parked[], styles: Styles): string {
  const columns = ['at', 'kind', 'channel', 'failures', 'detail', 'id'].map((title) => ({ title }));
  const rows = messages.map(({ at, kind, channel, failures, detail, id }) => [
    ...[timeText(at), kind, channel, String(failures)],
    cut(detail ?? '', PREVIEW),
    styles.dim(id),
  ]);
  return table(columns, rows, styles);
}

function wordsOf({ content }: Queued): string {
  return textOf(content) ?? content.kind;
}

function errorOf({ error }: Queued): string {
  return [error?.code, error?.detail].filter(Boolean).join(' ');
}

function stateText({ state }: Queued, styles: Styles): string {
  if (state === 'sent') return styles.green(state);
  if (state === 'failed') return styles.red(state);
  return state === 'retry' || state === 'cancelled' ? styles.yellow(state) : state;
}
