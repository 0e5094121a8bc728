import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { recordingView } from '../../api/routes/dialogs/dialogs.schema';
import { connectToApi } from '../api/connection';
import type { Bot } from '../bots/find-bot';
import { findBot, listBots } from '../bots/find-bot';
import { wholeNumber } from '../programs/read-simulation';
import { count } from '../terminal/count';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { dialogScreen, dialogsTable } from './dialog-screens';
import type { Dialog } from './find-dialog';
import { DIALOG_BOT_HELP, DIALOG_HELP, dialogsOf, findDialog } from './find-dialog';
import { registerDialogOperations } from './operator-commands';
import { readTranscript } from './read-transcript';
import { isNews } from './transcript-line';

interface ListOptions {
  bot?: string;
  handedOff?: true;
  limit: number;
  json?: true;
}

interface ShowOptions {
  bot?: string;
  lines: number;
  log?: true;
  json?: true;
}

/** `hilo dialogs`: what bots and people said to each other. */
export function registerDialogs(program: Command): void {
  const dialogs = program
    .command('dialogs')
    .description('Conversations of bots: where they stand, take them over');
  dialogs
    .command('list', { isDefault: true })
    .description('Dialogs, the newest first')
    .option('--bot <bot>', 'of one bot only')
    .option('--handed-off', 'only those that a person has taken over')
    .option('--limit <n>', 'how many to show of each bot', wholeNumber(1, 10_000), 50)
    .option('--json', 'print JSON, one dialog a line')
    .action(list);
  dialogs
    .command('show')
    .description('One dialog: where it stands, and what was said last')
    .argument('<dialog>', DIALOG_HELP)
    .option('--bot <bot>', DIALOG_BOT_HELP)
    .option('--lines <n>', 'how many lines of the transcript', wholeNumber(1, 100_000), 30)
    .option('--log', 'every event between the messages too: steps, conditions, timers')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ hilo dialogs show +573001112233 --log')
    .action(show);
  registerDialogOperations(dialogs);
  dialogs
    .command('export')
    .description('Keep the newest conversation of a dialog as a golden conversation, which is a test')
    .argument('<dialog>', DIALOG_HELP)
    .option('--bot <bot>', DIALOG_BOT_HELP)
    .option('--out <file>', 'where to; printed when not given')
    .addHelpText('after', '\nExample:\n  $ hilo dialogs export +573001112233 --out booking.json')
    .action(keep);
}

async function list({ bot: wanted, handedOff, limit, json }: ListOptions): Promise<void> {
  const api = connectToApi();
  const bots = wanted === undefined ? await listBots(api) : [await findBot(api, wanted)];
  const rows: { dialog: Dialog; bot: Bot }[] = [];
  for (const bot of bots) {
    let shown = 0;
    for await (const dialog of dialogsOf(api, bot.id, handedOff)) {
      if (shown === limit) break;
      shown += 1;
      rows.push({ dialog, bot });
    }
  }
  rows.sort((a, b) => b.dialog.lastInteractionAt.localeCompare(a.dialog.lastInteractionAt));
  if (json) return rows.forEach(({ dialog }) => console.log(JSON.stringify(dialog)));
  const styles = stylesFor();
  if (rows.length === 0)
    return console.log('There are no such dialogs.\nTalk to a bot with: hilo phone +573001112233');
  console.log(dialogsTable(rows, Date.now(), styles));
  console.log(styles.dim(`\n${count(rows.length, 'dialog')}. One of them: hilo dialogs show <contact>`));
}

async function show(wanted: string, options: ShowOptions): Promise<void> {
  const api = connectToApi();
  const { dialog, bot } = await findDialog(api, wanted, options.bot);
  const isWanted = options.log === true ? () => true : isNews;
  const transcript = await readTranscript(api, dialog.id, { isWanted, most: options.lines });
  if (options.json) return printJson({ ...dialog, transcript: transcript.lines });
  console.log(dialogScreen({ dialog, bot, transcript }, stylesFor()));
}

async function keep(wanted: string, { bot, out }: { bot?: string; out?: string }): Promise<void> {
  const api = connectToApi();
  const { dialog } = await findDialog(api, wanted, bot);
  const recording = await api.get({ path: `/api/dialogs/${dialog.id}/export`, schema: recordingView });
  if (out === undefined) return printJson(recording);
  await writeFile(out, `${JSON.stringify(recording, null, 2)}\n`);
  console.log(`${count(recording.turns.length, 'turn')} in ${out}`);
}
