import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Option, type Command } from 'commander';
import { broadcastPage } from '../../api/routes/broadcasts/broadcasts.routes';
import { BROADCAST_CATEGORIES, CONTACT_HOURS_POLICIES } from '../../domain/broadcasts/broadcast';
import { connectToApi } from '../api/connection';
import { readSome } from '../api/read-pages';
import { wholeNumber } from '../programs/read-simulation';
import { MOMENT_HELP, momentOf } from '../terminal/moment-argument';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { broadcastsTable, broadcastText, surveyText } from './broadcast-screens';
import { BROADCAST_HELP, findBroadcast, type Broadcast } from './find-broadcast';
import { askBroadcast, positiveNumber, registerOperations } from './operate.command';
import { surveyList, uploadList, type ListOptions } from './send-list';
import { watchBroadcast } from './watch-broadcast';

interface SendOptions extends ListOptions {
  dryRun?: true;
  draft?: true;
  schedule?: string;
  watch?: true;
  json?: true;
}

/** `hilo broadcast send|show|report|…` and `hilo broadcasts`. */
export function registerBroadcasts(program: Command): void {
  const broadcast = program.command('broadcast').description('Send one message to a list');
  registerSendList(broadcast);
  broadcast
    .command('show')
    .description('How far a broadcast has come')
    .argument('<broadcast>', BROADCAST_HELP)
    .option('--watch', 'follow it to its end')
    .option('--json', 'print JSON')
    .action(show);
  registerOperations(broadcast);
  broadcast
    .command('report')
    .description('Every row of the list with what became of it, as CSV')
    .argument('<broadcast>', BROADCAST_HELP)
    .option('--out <file>', 'write it to a file')
    .action(report);
  program
    .command('broadcasts')
    .description('Broadcasts, newest first')
    .option('--limit <n>', 'how many to show', wholeNumber(1, 10_000), 20)
    .option('--json', 'print JSON')
    .action(list);
}

function registerSendList(broadcast: Command): void {
  broadcast
    .command('send')
    .description('Send a message to everybody on a list; bad rows are explained and stop no other')
    .argument('<list.csv>', 'a column with numbers (numero, telefono, phone …), and one for each variable')
    .requiredOption('--template <template>', 'a text with {{column}}, a ContentSid, or name:language')
    .option('--title <title>', 'by default the name of the file and the time')
    .option('--sender <sender>', 'a channel (simulator, twilio) or a bot')
    .option('--language <language>', 'of a template without one')
    .option('--body <text>', "the template's approved words, with {{1}}")
    .option('--var <variable=column...>', 'where a variable has its value from')
    .option('--rate <n>', 'messages a second', positiveNumber)
    .addOption(new Option('--category <category>', 'of the message').choices(BROADCAST_CATEGORIES))
    .addOption(
      new Option('--contact-hours <policy>', 'when marketing may go to +57').choices(CONTACT_HOURS_POLICIES),
    )
    .option('--cap <messages/days>', 'at most so many broadcast messages to a contact in so many days: 2/7')
    .option('--country <code>', 'where numbers without a country code belong')
    .option('--phone-column <column>', 'the column with the numbers')
    .option('--name-column <column>', 'the column with the names')
    .option('--dry-run', 'only say what it would come to')
    .option('--schedule <time>', `start it then: ${MOMENT_HELP}`, momentOf)
    .option('--draft', 'make it, and start it later: hilo broadcast start')
    .option('--watch', 'follow it to its end')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(sendToList);
}

const EXAMPLES = `
The exit code is 1 when nobody can be sent to.

Examples:
  $ hilo broadcast send examples/broadcasts/promo-10000.csv --template "Hola {{nombre}}, hoy 2x1 en {{ciudad}}" --watch
  $ hilo broadcast send clientes.csv --sender twilio --template HX0123… --var 1=nombre --dry-run`;

async function sendToList(file: string, options: SendOptions): Promise<void> {
  const api = connectToApi();
  const styles = stylesFor();
  if (options.dryRun) return tryList(file, options);
  const { broadcast, survey } = await uploadList(api, file, options);
  if (!options.json) console.log(`${styles.bold(broadcast.title)}\n\n${surveyText(survey, styles)}\n`);
  if (survey.accepted === 0) {
    process.exitCode = 1;
    await api.delete(`/api/broadcasts/${broadcast.id}`);
    return options.json ? printJson(survey) : console.log('Nobody can be sent to: nothing was kept.');
  }
  const current = await begin(broadcast, options);
  if (options.json) return printJson({ broadcast: current, survey });
  console.log(`${broadcastText(current, styles)}\n\n${styles.dim(nextStep(current, options))}`);
}

async function tryList(file: string, options: SendOptions): Promise<void> {
  const survey = await surveyList(connectToApi(), file, options);
  if (survey.accepted === 0) process.exitCode = 1;
  return options.json ? printJson(survey) : console.log(surveyText(survey, stylesFor()));
}

/** Starts a draft, unless it is to stay one, and follows it if that is wanted. */
async function begin(draft: Broadcast, options: SendOptions): Promise<Broadcast> {
  if (options.draft) return draft;
  const api = connectToApi();
  if (options.schedule !== undefined) {
    return askBroadcast(api, draft.id, { action: 'schedule', body: { startAt: options.schedule } });
  }
  const started = await askBroadcast(api, draft.id, { action: 'start' });
  return options.watch ? watchBroadcast(api, draft.id) : started;
}

/** A moment after its start the broadcast may not have noticed it yet. */
function nextStep({ id, state }: Broadcast, { draft, schedule }: SendOptions): string {
  if (schedule !== undefined && !draft) return `Move its start: npx hilo broadcast schedule ${id} <time>`;
  if (draft) return `Start it: npx hilo broadcast start ${id}`;
  if (state === 'completed' || state === 'cancelled') return `Who got it: npx hilo broadcast report ${id}`;
  return `Follow it: npx hilo broadcast show ${id} --watch`;
}

async function show(wanted: string, options: { watch?: true; json?: true }): Promise<void> {
  const api = connectToApi();
  const found = await findBroadcast(api, wanted);
  const broadcast = options.watch ? await watchBroadcast(api, found.id) : found;
  if (options.json) return printJson(broadcast);
  console.log(broadcastText(broadcast, stylesFor()));
}

async function report(wanted: string, { out }: { out?: string }): Promise<void> {
  const api = connectToApi();
  const { id } = await findBroadcast(api, wanted);
  const csv = await api.download(`/api/broadcasts/${id}/report.csv`);
  if (out === undefined) await pipeline(csv, process.stdout, { end: false });
  else await pipeline(csv, createWriteStream(out));
}

async function list(options: { limit: number; json?: true }): Promise<void> {
  const listing = { path: '/api/broadcasts', schema: broadcastPage };
  const { items, more } = await readSome(connectToApi(), listing, options.limit);
  if (options.json) return printJson(items);
  if (items.length === 0) return console.log('There are no broadcasts yet: hilo broadcast send --help');
  const styles = stylesFor();
  console.log(broadcastsTable(items, styles));
  if (more) console.log(styles.dim('\nThere are more: see --limit'));
}
