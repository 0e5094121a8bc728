import type { Command } from 'commander';
import { Option } from 'commander';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { parkedView, queuedView, queuePage } from '../../api/routes/queue/queue.schema';
import { pageOf } from '../../api/paging';
import { QUEUE_STATES } from '../../domain/messaging/queue-state';
import { connectToApi } from '../api/connection';
import { readSome } from '../api/read-pages';
import { wholeNumber } from '../programs/read-simulation';
import { MOMENT_HELP, momentOf } from '../terminal/moment-argument';
import { phoneOf } from '../terminal/phone-argument';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { countsText, parkedTable, queuedText, queueTable, type Queued } from './queue-screens';

interface ListOptions {
  state?: string;
  limit: number;
  json?: true;
}

interface AddOptions {
  at?: string;
  channel?: string;
  key?: string;
  json?: true;
}

/** `hilo queue list|add|cancel|retry|parked|replay`. */
export function registerQueue(program: Command): void {
  const queue = program
    .command('queue')
    .description('The message queue: every send, waiting, under way and done');
  queue
    .command('list', { isDefault: true })
    .description('Messages, newest first, and how many are in each state')
    .addOption(new Option('--state <state>', 'only those in a state').choices(QUEUE_STATES))
    .option('--limit <n>', 'how many to show', wholeNumber(1, 100_000), 20)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ hilo queue list --state failed')
    .action(list);
  queue
    .command('add')
    .description('Enqueue one message, for now or for a time')
    .argument('<phone>', 'whom, such as +573001112233')
    .argument('<text>', 'what')
    .option('--at <time>', MOMENT_HELP)
    .addOption(new Option('--channel <channel>', 'how').choices(['simulator', 'twilio']))
    .option('--key <key>', 'your own name for this message: the same key never sends twice')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ hilo queue add +573001112233 "Mañana a las 9" --at "2026-12-01 09:00"',
    )
    .action(add);
  queue
    .command('cancel')
    .description('Cancel a message that no provider was called for yet')
    .argument('<id>', 'its id')
    .action((id: string) => act(id, 'cancel'));
  queue
    .command('retry')
    .description('Put a failed message in line again')
    .argument('<id>', 'its id')
    .option('--may-repeat', 'also one that may have gone out already')
    .action((id: string, { mayRepeat }: { mayRepeat?: true }) =>
      act(id, 'retry', { mayRepeat: mayRepeat ?? false }),
    );
  registerParked(queue);
}

function registerParked(queue: Command): void {
  queue
    .command('parked')
    .description('Messages that failed in Hilo itself again and again, and wait for a person')
    .option('--limit <n>', 'how many to show', wholeNumber(1, 100_000), 20)
    .option('--json', 'print JSON')
    .action(listParked);
  queue
    .command('replay')
    .description('Have a parked message tried again')
    .argument('<id>', 'its id')
    .action(replay);
}

async function list({ state, limit, json }: ListOptions): Promise<void> {
  const api = connectToApi();
  const listing = { path: '/api/queue', schema: queuePage, query: { state } };
  const { items, more } = await readSome(api, listing, limit);
  if (json) return printJson(items);
  const styles = stylesFor();
  console.log(countsText(await api.get({ ...listing, query: { limit: 1 } })));
  if (items.length === 0) return console.log('There are no such messages.');
  console.log(`\n${queueTable(items, styles)}`);
  if (more) console.log(styles.dim('\nThere are more: see --limit'));
}

async function add(phone: string, text: string, { at, channel, key, json }: AddOptions): Promise<void> {
  const queued = await connectToApi().post({
    path: '/api/queue',
    schema: queuedView,
    headers: { 'idempotency-key': key ?? uuidv7() },
    body: {
      to: { phone: phoneOf(phone) },
      channel,
      content: { kind: 'text', text },
      ...(at !== undefined && { at: momentOf(at) }),
    },
  });
  show(queued, json);
}

async function act(id: string, action: 'cancel' | 'retry', body?: object): Promise<void> {
  const path = `/api/queue/${encodeURIComponent(id)}/${action}`;
  show(await connectToApi().post({ path, schema: queuedView, body }));
}

function show(message: Queued, json?: true): void {
  if (json) printJson(message);
  else console.log(queuedText(message, stylesFor()));
}

async function listParked({ limit, json }: Pick<ListOptions, 'limit' | 'json'>): Promise<void> {
  const listing = { path: '/api/queue/parked', schema: pageOf(parkedView) };
  const { items, more } = await readSome(connectToApi(), listing, limit);
  if (json) return printJson(items);
  if (items.length === 0) return console.log('Nothing is parked.');
  const styles = stylesFor();
  console.log(parkedTable(items, styles));
  if (more) console.log(styles.dim('\nThere are more: see --limit'));
}

async function replay(id: string): Promise<void> {
  const path = `/api/queue/parked/${encodeURIComponent(id)}/replay`;
  await connectToApi().post({ path, schema: z.undefined() });
  console.log('It is taken up again within a minute.');
}
