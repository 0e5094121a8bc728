import type { z } from 'zod';
import type { broadcastFailures } from '../../api/routes/broadcasts/broadcast-recipients.routes';
import type { surveyView } from '../../api/routes/broadcasts/broadcasts.schema';
import { moneyText } from '../../domain/shop/money';
import { count } from '../terminal/count';
import type { Styles } from '../terminal/styles';
import { facts, table } from '../terminal/table';
import { cut } from '../terminal/text-width';
import { durationText, timeText } from '../terminal/times';
import type { Broadcast } from './find-broadcast';

export type Survey = z.output<typeof surveyView>;
type Failure = z.output<typeof broadcastFailures>['items'][number];

const MOST_ROWS = 15;
const PREVIEW = 70;

/** All broadcasts, one a line. */
export function broadcastsTable(broadcasts: readonly Broadcast[], styles: Styles): string {
  const columns = [
    ...[{ title: 'made' }, { title: 'title' }, { title: 'state' }],
    ...['of', 'sent', 'failed', 'pending', '%'].map((title) => ({ title, align: 'right' as const })),
  ];
  const rows = broadcasts.map(({ createdAt, title, state, progress }) => [
    timeText(createdAt),
    cut(title, 40),
    stateText(state, styles),
    ...[progress.total, progress.sent, progress.failed, progress.pending, progress.percent].map(String),
  ]);
  return table(columns, rows, styles);
}

/** One broadcast and what became of everybody on its list. */
export function broadcastText(broadcast: Broadcast, styles: Styles): string {
  const { id, title, state, reason, channel, progress, rejectedRows, ratePerSecond } = broadcast;
  const others: [string, number][] = [
    ['suppressed', progress.suppressed],
    ['unconfirmed', progress.unconfirmed],
    ['cancelled', progress.cancelled],
  ];
  const pairs: [string, string][] = [
    ['broadcast', id],
    ['state', stateText(state, styles) + (reason === null ? '' : `: ${reason}`)],
    ['channel', `${channel}${ratePerSecond === null ? '' : `, ${ratePerSecond} a second`}`],
    ['recipients', String(progress.total)],
    ['sent', `${styles.green(String(progress.sent))}, ${progress.delivered} reported delivered`],
    ['failed', progress.failed === 0 ? '0' : styles.red(String(progress.failed))],
    ...others.flatMap(([name, number]): [string, string][] => (number === 0 ? [] : [[name, String(number)]])),
    ['pending', String(progress.pending)],
    ['rows refused', rejectedRows === 0 ? '0' : styles.yellow(String(rejectedRows))],
    ...timesOf(broadcast),
    ['began', timeText(broadcast.startedAt)],
    ['ended', timeText(broadcast.finishedAt)],
  ];
  return `${styles.bold(title)}\n\n${facts(pairs, styles)}`;
}

/** What it waits for, where it waits for a time. */
function timesOf({ scheduledAt, waitingUntil, startedAt }: Broadcast): [string, string][] {
  if (waitingUntil !== null) return [['waits until', timeText(waitingUntil)]];
  return scheduledAt === null || startedAt !== null ? [] : [['starts', timeText(scheduledAt)]];
}

/** What a list comes to: bad rows explained, a message as it will be read, how long it takes. */
export function surveyText(
  { rows, accepted, rejected, problems, samples, forecast }: Survey,
  styles: Styles,
): string {
  const [sample] = samples;
  const pairs: [string, string][] = [
    ['accepted', `${styles.green(String(accepted))} of ${count(rows, 'row')}`],
    ['refused', rejected === 0 ? '0' : styles.yellow(String(rejected))],
    ['takes', takesText(forecast)],
    ...(forecast.cost ? [['costs', costText(forecast.cost)] as [string, string]] : []),
    ...(sample ? [['reads', cut(sample.text.replace(/\s+/g, ' '), PREVIEW)] as [string, string]] : []),
  ];
  return [facts(pairs, styles), ...problemLines(problems, rejected, styles)].join('\n');
}

function problemLines(problems: Survey['problems'], rejected: number, styles: Styles): string[] {
  if (problems.length === 0) return [];
  const columns = [
    { title: 'line', align: 'right' as const },
    { title: 'number' },
    { title: 'what is wrong' },
  ];
  const shown = problems.slice(0, MOST_ROWS);
  const more = rejected - shown.length;
  return [
    '',
    table(
      columns,
      shown.map(({ line, phone, detail }) => [String(line), cut(phone, 20), detail]),
      styles,
    ),
    ...(more > 0 ? [styles.dim(`… and ${more} more: the report has all of them`)] : []),
  ];
}

/** Why sends were refused, and how many. */
export function failuresTable(failures: readonly Failure[], styles: Styles): string {
  const columns = [{ title: 'sends', align: 'right' as const }, { title: 'code' }, { title: 'why' }];
  const rows = failures.map(({ code, detail, count: sends }) => [String(sends), code, detail ?? '']);
  return table(columns, rows, styles);
}

function takesText({ seconds, perSecond }: Survey['forecast']): string {
  if (seconds === null || perSecond === null) return 'as long as the channel needs: it has no limit';
  return `${durationText(Math.max(1, seconds) * 1000)} at ${perSecond} a second`;
}

function costText({ minor, currency, unpriced }: NonNullable<Survey['forecast']['cost']>): string {
  const sum = `${moneyText({ minor, currency })} at the prices that were set`;
  return unpriced === 0 ? sum : `${sum}, and ${count(unpriced, 'message')} without a price`;
}

function stateText(state: Broadcast['state'], styles: Styles): string {
  if (state === 'completed') return styles.green(state);
  if (state === 'cancelled') return styles.red(state);
  return state === 'paused' || state === 'waiting' ? styles.yellow(state) : state;
}
