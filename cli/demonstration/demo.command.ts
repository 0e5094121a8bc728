import type { Command } from 'commander';
import { readEnv, type Env } from '../../config/env';
import { createApiClient, type ApiClient } from '../api/api-client';
import { ApiRefusal } from '../api/api-refusal';
import { connectToApi } from '../api/connection';
import { readCredentials } from '../start/credentials';
import { dataDirectory } from '../start/settings';
import { askYes } from '../terminal/ask-yes';
import { demonstrationFolder } from './demonstration-folder';

/** `hilo demo remove`. */
export function registerDemo(program: Command): void {
  const demo = program.command('demo').description('The demonstration account that the first start fills');
  demo
    .command('remove')
    .description('Remove it with everything in it; it does not come back')
    .option('--yes', 'do not ask')
    .addHelpText('after', '\nExample:\n  $ hilo demo remove --yes')
    .action(remove);
}

async function remove(options: { yes?: true }): Promise<void> {
  const question = 'Remove the demonstration, with its people, conversations, orders and everything else?';
  if (!options.yes && !(await askYes(question))) return console.log('Nothing was removed.');
  await connect(readEnv()).delete('/api/demonstration').catch(explain);
  console.log('The demonstration is gone.');
}

/** Its key goes with it. */
function explain(error: unknown): never {
  if (error instanceof ApiRefusal && (error.code === 'unauthenticated' || error.code === 'not_found')) {
    throw new Error('There is no demonstration that this key belongs to.', { cause: error });
  }
  throw error;
}

/** With the key of the demonstration that runs on this machine, unless another one is named. */
function connect(env: Env): ApiClient {
  const known = readCredentials(demonstrationFolder(dataDirectory(env)));
  return env.HILO_API_KEY === undefined && known !== undefined ? createApiClient(known) : connectToApi(env);
}
