import { Argument, type Command } from 'commander';
import { z } from 'zod';
import { platformView } from '../../api/routes/bots/platforms.schema';
import { connectToApi } from '../api/connection';
import { readJsonFile } from '../programs/read-json-file';
import { printJson } from '../terminal/print-json';
import { PLATFORMS } from './create.command';
import { BOT_HELP, findBot } from './find-bot';

const HELP = `
The file holds what the platform needs to know, as JSON:
  telegram        { "botToken": "123:abc", "webhookSecret": "…" }
  whatsapp        { "phoneNumberId": "…", "accessToken": "…", "appSecret": "…", "verifyToken": "…" }
  twilio          { "accountSid": "AC…", "authToken": "…", "from": "+1…" }
  botpress        { "secret": "…", "callbackUrl": "https://…" }
Without a file the bot uses this server's own settings of the platform (simulator, twilio, botpress).

Example:
  $ hilo bots platforms set Reservas telegram --file telegram.json`;

/** `hilo bots platforms set|remove`. */
export function registerBotPlatforms(bots: Command): void {
  const platforms = bots.command('platforms').description('Where a bot answers, and with what credentials');
  platforms
    .command('set')
    .description('Attach a bot to a platform, or replace its credentials there')
    .argument('<bot>', BOT_HELP)
    .addArgument(platformArgument())
    .option('--file <credentials.json>', 'its credentials; they are kept encrypted and never shown again')
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action(set);
  platforms
    .command('remove')
    .description('Take a bot off a platform and forget its credentials')
    .argument('<bot>', BOT_HELP)
    .addArgument(platformArgument())
    .action(remove);
}

function platformArgument(): Argument {
  return new Argument('<platform>', 'the platform').choices(PLATFORMS);
}

async function set(
  wanted: string,
  platform: string,
  { file, json }: { file?: string; json?: true },
): Promise<void> {
  const credentials = file === undefined ? null : await readJsonFile(file, z.record(z.string(), z.unknown()));
  const api = connectToApi();
  const bot = await findBot(api, wanted);
  const path = `/api/bots/${bot.id}/platforms/${platform}`;
  const view = await api.put({ path, schema: platformView, body: { credentials } });
  if (json) return printJson(view);
  const how = view.fingerprint === null ? "the server's own settings" : `credentials ${view.fingerprint}`;
  console.log(`"${bot.name}" is on ${view.platform} with ${how}.`);
  if (view.webhookUrl !== null) console.log(`Give the platform this webhook address: ${view.webhookUrl}`);
}

async function remove(wanted: string, platform: string): Promise<void> {
  const api = connectToApi();
  const bot = await findBot(api, wanted);
  await api.delete(`/api/bots/${bot.id}/platforms/${platform}`);
  console.log(`"${bot.name}" is on ${platform} no more.`);
}
