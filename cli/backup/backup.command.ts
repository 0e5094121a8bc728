import type { Command } from 'commander';
import { readEnv } from '../../config/env';
import { settingsInUse, type InUse } from '../doctor/settings-in-use';
import { makeBackup } from './make-backup';
import type { Manifest } from './manifest';
import { restoreBackup } from './restore-backup';

/** `hilo backup` and `hilo restore`: everything of `npm start`'s data folder, in one file. */
export function registerBackup(program: Command): void {
  program
    .command('backup <file>')
    .description('Copy the databases, media and keys of npm start into one file, also while it runs')
    .addHelpText(
      'after',
      '\nExample:\n  $ hilo backup hilo-2026-11-22.tar.gz\n\nKeep it safe: it holds the keys.',
    )
    .action(backup);
  program
    .command('restore <file>')
    .description('Put a backup in place of what the data folder has; Hilo must be stopped')
    .option('--replace', 'also where there is data')
    .action(restore);
}

async function backup(file: string): Promise<void> {
  const inUse = await embeddedInUse();
  const manifest = await makeBackup(inUse, file);
  console.log(`${file}: ${contents(manifest)}`);
  for (const line of notInIt(inUse)) console.log(`Not in it: ${line}`);
}

async function restore(file: string, { replace }: { replace?: true }): Promise<void> {
  const manifest = await restoreBackup(await embeddedInUse(), file, replace === true);
  console.log(`Restored ${contents(manifest)}, as of ${manifest.at.toISOString()}. Now: npm start`);
  if (!manifest.hasTemporal)
    console.log('The backup has no Temporal: workflows that were under way are not.');
}

async function embeddedInUse(): Promise<InUse> {
  const inUse = await settingsInUse(readEnv());
  if (inUse.embedded.postgres) return inUse;
  throw new Error('DATABASE_URL is set: back that Postgres up with its own tools, such as pg_dump.');
}

function contents({ database, hasTemporal, hasMedia }: Manifest): string {
  const rows = database.tables.reduce((sum, table) => sum + table.rows, 0);
  const more = [hasTemporal ? 'Temporal' : [], hasMedia ? 'media' : []].flat();
  return [`${rows} rows of ${database.tables.length} tables`, ...more].join(', ');
}

function notInIt({ env, embedded }: InUse): string[] {
  return [
    ...(embedded.temporal ? [] : ['Temporal, which is your own (TEMPORAL_ADDRESS)']),
    ...(env.MONGODB_URL === undefined ? [] : ['transcripts, which are in MongoDB']),
    ...(env.MEDIA_S3_ENDPOINT === undefined ? [] : ['media files, which are in the bucket']),
  ];
}
