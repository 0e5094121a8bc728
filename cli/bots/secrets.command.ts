import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { botSecretView } from '../../api/routes/bots/bot-secrets.schema';
import { connectToApi } from '../api/connection';
import { BOT_HELP, findBot } from './find-bot';

const NAME_HELP = 'its name, as call steps name it, such as BOOKINGS_TOKEN';

/** `hilo bots secrets set|remove`. */
export function registerBotSecrets(bots: Command): void {
  const secrets = bots.command('secrets').description('What the call steps of a bot send, kept encrypted');
  secrets
    .command('set')
    .description(
      'Keep a secret, read from a file or from standard input: an argument would stay in your shell',
    )
    .argument('<bot>', BOT_HELP)
    .argument('<name>', NAME_HELP)
    .option('--file <file>', 'where the secret is; standard input when not given')
    .addHelpText('after', '\nExample:\n  $ hilo bots secrets set Reservas BOOKINGS_TOKEN < token.txt')
    .action(set);
  secrets
    .command('remove')
    .description('Forget a secret; calls that name it fail from now on')
    .argument('<bot>', BOT_HELP)
    .argument('<name>', NAME_HELP)
    .action(remove);
}

async function set(wanted: string, name: string, { file }: { file?: string }): Promise<void> {
  if (file === undefined && process.stdin.isTTY) console.error('Type the secret, then Enter and Ctrl-D.');
  const value = (file === undefined ? await text(process.stdin) : await readFile(file, 'utf8')).trim();
  const api = connectToApi();
  const bot = await findBot(api, wanted);
  const path = `/api/bots/${bot.id}/secrets/${encodeURIComponent(name)}`;
  const kept = await api.put({ path, schema: botSecretView, body: { value } });
  console.log(`"${bot.name}" has the secret ${kept.name} (${kept.fingerprint}).`);
}

async function remove(wanted: string, name: string): Promise<void> {
  const api = connectToApi();
  const bot = await findBot(api, wanted);
  await api.delete(`/api/bots/${bot.id}/secrets/${encodeURIComponent(name)}`);
  console.log(`"${bot.name}" has no secret ${name} any more.`);
}
