import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { extract } from 'tar';
import { handOverAgain } from '../../db/backup/hand-over-again';
import {
  holdsAccounts,
  makeFreshDatabase,
  migrate,
  putInPlace,
  unknownMigrations,
} from '../../db/backup/replace-database';
import { fillDatabase } from '../../db/backup/table-copies';
import type { InUse } from '../doctor/settings-in-use';
import { readManifest, type Manifest } from './manifest';
import { databaseAt, withClient, withEmbeddedPostgres } from './with-embedded-postgres';

/** Kept beside the data folder's own until all of it is in place. */
const FRESH = 'hilo_restoring';
/** Marks of a moment before Temporal's copy may have been written a little after it. */
const OVERLAP_MS = 10_000;
const FILES = ['temporal.db', 'temporal.db-wal', 'temporal.db-shm', 'media', 'secret-key', 'jwt-secret'];

/**
 * Puts a backup in place of what the data folder has. The database is filled beside the present one and changes places
 * with it at the end, so a failure leaves everything as it was. Throws where there is something and `replace` is false.
 */
export async function restoreBackup(inUse: InUse, file: string, replace: boolean): Promise<Manifest> {
  if (inUse.running?.isOn === true) throw new Error('Hilo runs on this folder: stop it first, with Ctrl-C.');
  await mkdir(inUse.dataDir, { recursive: true });
  const stage = await mkdtemp(join(inUse.dataDir, '.restore-'));
  try {
    await extract({ file: resolve(file), cwd: stage, strict: true });
    const manifest = await readManifest(stage);
    refuseLater(manifest);
    await withEmbeddedPostgres(inUse, (url) => restoreDatabase({ url, stage, manifest, replace }));
    await putFiles(stage, inUse.dataDir);
    return manifest;
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

function refuseLater({ database }: Manifest): void {
  const unknown = unknownMigrations(database.migrations);
  if (unknown.length === 0) return;
  throw new Error(`A later release made this backup (${unknown.join(', ')}): restore it with that one.`);
}

interface Restoring {
  url: string;
  stage: string;
  manifest: Manifest;
  replace: boolean;
}

async function restoreDatabase({ url, stage, manifest, replace }: Restoring): Promise<void> {
  if (!replace && (await withClient(url, holdsAccounts))) {
    throw new Error('There is data in this folder. Back it up if you need it, then say --replace.');
  }
  const fresh = databaseAt(url, FRESH);
  await withClient(databaseAt(url, 'postgres'), async (admin) => {
    await makeFreshDatabase(admin, FRESH);
    await migrate(fresh, manifest.database.migrations);
    await withClient(fresh, async (client) => {
      await fillDatabase(client, join(stage, 'database'), manifest.database);
      await handOverAgain(client, new Date(manifest.at.getTime() - OVERLAP_MS));
    });
    await migrate(fresh);
    await putInPlace(admin, FRESH, 'hilo');
  });
}

/** Histories of other rows would ask for what is not there, so those go even where the backup has none. */
async function putFiles(stage: string, dataDir: string): Promise<void> {
  for (const name of FILES) {
    await rm(join(dataDir, name), { recursive: true, force: true });
    if (existsSync(join(stage, name))) await cp(join(stage, name), join(dataDir, name), { recursive: true });
  }
}
