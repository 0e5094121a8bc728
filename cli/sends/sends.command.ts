import type { Command } from 'commander';
import { Option } from 'commander';
import type { z } from 'zod';
import { sendPage, sendView } from '../../api/routes/sends/sends.schema';
import { textOf } from '../../domain/messaging/content';
import { SEND_STATES } from '../../domain/messaging/send';
import { connectToApi } from '../api/connection';
import { readSome } from '../api/read-pages';
import { wholeNumber } from '../programs/read-simulation';
import { printJson } from '../terminal/print-json';
import type { Styles } from '../terminal/styles';
import { stylesFor } from '../terminal/styles';
import { facts, table } from '../terminal/table';
import { cut } from '../terminal/text-width';
import { timeText } from '../terminal/times';

export type Send = z.output<typeof sendView>;

const PREVIEW = 44;

/** `hilo sends list|show`. */
export function registerSends(program: Command): void {
  const sends = program.command('sends').description('The send ledger: every outbound message');
  sends
    .command('list')
    .description('Sends, newest first')
    .addOption(new Option('--state <state>', 'only those in a state').choices(SEND_STATES))
    .option('--limit <n>', 'how many to show', wholeNumber(1, 100_000), 50)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ hilo sends list --state unconfirmed')
    .action(list);
  sends
    .command('show')
    .description('One send, with what asked for it and what became of it')
    .argument('<send>', 'its id')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ hilo sends show 019412f0-3c1a-7d02-b0c1-5a1f6f2f9a11')
    .action(show);
}

async function list(options: { state?: string; limit: number; json?: true }): Promise<void> {
  const listing = { path: '/api/sends', schema: sendPage, query: { state: options.state } };
  const { items, more } = await readSome(connectToApi(), listing, options.limit);
  if (options.json) return printJson(items);
  if (items.length === 0) return console.log('There are no such sends.');
  const styles = stylesFor();
  console.log(sendsTable(items, styles));
  if (more) console.log(styles.dim(`\nThere are more: see --limit`));
}

function sendsTable(sends: readonly Send[], styles: Styles): string {
  const columns = ['made', 'state', 'channel', 'message', 'asked by'].map((title) => ({ title }));
  const rows = sends.map((send) => [
    timeText(send.createdAt),
    sendStateText(send, styles),
    send.channel,
    cut(contentText(send).replace(/\s+/g, ' '), PREVIEW),
    styles.dim(send.origin),
  ]);
  return table(columns, rows, styles);
}

async function show(id: string, options: { json?: true }): Promise<void> {
  const send = await connectToApi().get({ path: `/api/sends/${encodeURIComponent(id)}`, schema: sendView });
  if (options.json) return printJson(send);
  console.log(sendText(send, stylesFor()));
}

/** One send as a person reads it. */
export function sendText(send: Send, styles: Styles): string {
  const { result } = send;
  const why = [result?.code, result?.detail].filter(Boolean).join(' ');
  const pairs: [string, string][] = [
    ['send', send.id],
    ['state', sendStateText(send, styles) + (why === '' ? '' : `: ${why}`)],
    ['channel', send.channel],
    ['contact', send.contactId],
    ['asked by', send.origin],
    [
      'calls',
      `${send.attempts} of the provider${send.providerId === null ? '' : `, its id ${send.providerId}`}`,
    ],
    ['made', timeText(send.createdAt)],
    ['settled', timeText(send.settledAt)],
  ];
  return `${facts(pairs, styles)}\n\n${contentText(send)}`;
}

function sendStateText({ state }: Send, styles: Styles): string {
  switch (state) {
    case 'accepted':
    case 'delivered':
    case 'read':
      return styles.green(state);
    case 'rejected':
    case 'unconfirmed':
      return styles.red(state);
    case 'suppressed':
    case 'cancelled':
      return styles.yellow(state);
    case 'reserved':
    case 'dispatching':
      return state;
  }
}

function contentText({ content }: Send): string {
  if (content.kind === 'bot-trigger') return `the bot plays session ${content.session}, day ${content.day}`;
  if (content.kind === 'scenario') return `${content.bot} plays ${content.scenario}`;
  return textOf(content) ?? 'a template whose words only the provider knows';
}
