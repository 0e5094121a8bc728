import type { Command } from 'commander';
import { dialogView } from '../../api/routes/dialogs/dialogs.schema';
import { sendView } from '../../api/routes/sends/sends.schema';
import { connectToApi } from '../api/connection';
import { stylesFor } from '../terminal/styles';
import { stateText, whoIs } from './dialog-screens';
import { DIALOG_BOT_HELP, DIALOG_HELP, findDialog } from './find-dialog';

interface TakeOptions {
  bot?: string;
  for?: string;
  reason?: string;
}

/** What an operator does in one dialog. */
export function registerDialogOperations(dialogs: Command): void {
  dialogs
    .command('take')
    .description('Take a dialog over: the bot is silent until it is returned')
    .argument('<dialog>', DIALOG_HELP)
    .option('--bot <bot>', DIALOG_BOT_HELP)
    .option('--for <length>', 'give it back by itself after so long, such as 2h')
    .option('--reason <text>', 'why, for whoever looks')
    .addHelpText(
      'after',
      '\nExample:\n  $ hilo dialogs take +573001112233 --for 2h --reason "asks for a refund"',
    )
    .action((wanted: string, { bot, for: length, reason }: TakeOptions) =>
      change(wanted, { bot, action: 'handoff', body: { for: length, reason } }),
    );
  dialogs
    .command('reply')
    .description('Say something in a dialog that was taken over')
    .argument('<dialog>', DIALOG_HELP)
    .argument('<text>', 'the message')
    .option('--bot <bot>', DIALOG_BOT_HELP)
    .addHelpText('after', '\nExample:\n  $ hilo dialogs reply +573001112233 "Soy Marta, ¿en qué te ayudo?"')
    .action(reply);
  dialogs
    .command('return')
    .description('Give a dialog back to the bot, which goes on where it stood')
    .argument('<dialog>', DIALOG_HELP)
    .option('--bot <bot>', DIALOG_BOT_HELP)
    .action((wanted: string, { bot }: { bot?: string }) =>
      change(wanted, { bot, action: 'return', body: {} }),
    );
}

interface Change {
  bot: string | undefined;
  action: 'handoff' | 'return';
  body: Record<string, unknown>;
}

async function change(wanted: string, { bot, action, body }: Change): Promise<void> {
  const api = connectToApi();
  const { dialog } = await findDialog(api, wanted, bot);
  const path = `/api/dialogs/${dialog.id}/${action}`;
  const after = await api.post({ path, schema: dialogView, body });
  console.log(`${whoIs(after)}  ${stateText(after, stylesFor())}`);
}

async function reply(wanted: string, text: string, { bot }: { bot?: string }): Promise<void> {
  const api = connectToApi();
  const { dialog } = await findDialog(api, wanted, bot);
  if (!dialog.handoff) {
    throw new Error(`The bot is answering. Take the dialog over first: hilo dialogs take ${wanted}`);
  }
  const path = `/api/dialogs/${dialog.id}/messages`;
  const send = await api.post({ path, schema: sendView, body: { text } });
  console.log(`${whoIs(dialog)}  ${send.state}; how it goes on: hilo sends show ${send.id}`);
}
