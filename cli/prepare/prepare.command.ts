import type { Command } from 'commander';
import { readEnv } from '../../config/env';
import { prepareDatabase } from './prepare-database';
import { registerSearchAttributes } from './register-search-attributes';

/** `hilo prepare`: what a deployment runs once before its API and workers; running it again changes nothing. */
export function registerPrepare(program: Command): void {
  program
    .command('prepare')
    .description(
      'Migrate DATABASE_URL, make the first account, register search attributes with TEMPORAL_ADDRESS',
    )
    .action(prepare);
}

async function prepare(): Promise<void> {
  const env = readEnv();
  if (env.DATABASE_URL === undefined || env.TEMPORAL_ADDRESS === undefined) {
    throw new Error('Set DATABASE_URL and TEMPORAL_ADDRESS. On one machine, `hilo start` needs neither.');
  }
  const database = await prepareDatabase(env.DATABASE_URL, { forExistingAccount: false });
  console.log('Database: schema up to date');
  if (database.accountIsNew) {
    console.log(`Account ${database.accountId} made. Its key, shown only now:\n${database.newKey ?? ''}`);
  }
  const names = await registerSearchAttributes({
    address: env.TEMPORAL_ADDRESS,
    namespace: env.TEMPORAL_NAMESPACE,
    apiKey: env.TEMPORAL_API_KEY,
  });
  console.log(`Search attributes: ${names.length === 0 ? 'all there' : `registered ${names.join(', ')}`}`);
}
