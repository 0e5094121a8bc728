import type { Command } from 'commander';
import { readEnv } from '../../config/env';
import { requireProductionSettings } from '../../config/production';
import { newAdminLine } from './new-admin-line';
import { prepareDatabase } from './prepare-database';
import { registerSearchAttributes } from './register-search-attributes';

/** `hilo prepare`: what a deployment runs once before its API and workers; running it again changes nothing. */
export function registerPrepare(program: Command): void {
  program
    .command('prepare')
    .description(
      'Migrate DATABASE_URL, make the first account and operator, register search attributes with TEMPORAL_ADDRESS',
    )
    .action(prepare);
}

async function prepare(): Promise<void> {
  const env = readEnv();
  if (env.DATABASE_URL === undefined || env.TEMPORAL_ADDRESS === undefined) {
    throw new Error('Set DATABASE_URL and TEMPORAL_ADDRESS. On one machine, `hilo start` needs neither.');
  }
  requireProductionSettings(env, 'API');
  const key = { forExistingAccount: false };
  const database = await prepareDatabase({
    ...{ url: env.DATABASE_URL, key, access: env, demonstration: false },
  });
  console.log('Database: schema up to date');
  if (database.accountIsNew) {
    console.log(`Account ${database.accountId} made. Its key, shown only now:\n${database.newKey ?? ''}`);
  }
  if (database.newAdmin) console.log(newAdminLine(database.newAdmin));
  const names = await registerSearchAttributes({
    address: env.TEMPORAL_ADDRESS,
    namespace: env.TEMPORAL_NAMESPACE,
    apiKey: env.TEMPORAL_API_KEY,
  });
  console.log(`Search attributes: ${names.length === 0 ? 'all there' : `registered ${names.join(', ')}`}`);
}
