import { existsSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { create } from 'tar';
import { copyDatabase } from '../../db/backup/table-copies';
import type { InUse } from '../doctor/settings-in-use';
import { writeManifest, type Manifest } from './manifest';
import { withClient, withEmbeddedPostgres } from './with-embedded-postgres';

/** What else of the data folder is in a backup: without them nothing sealed in the database opens. */
const KEYS = ['secret-key', 'jwt-secret'];

/**
 * Writes the data folder's databases, media and keys into one archive, which only its owner may read. Temporal comes
 * first: what a workflow has had done is then in the tables, and doing it again finds it there.
 */
export async function makeBackup(inUse: InUse, file: string): Promise<Manifest> {
  const target = resolve(file);
  await mkdir(dirname(target), { recursive: true });
  const stage = await mkdtemp(join(dirname(target), '.hilo-backup-'));
  try {
    const at = new Date();
    const hasTemporal = inUse.embedded.temporal && copyTemporal(inUse.dataDir, stage);
    await mkdir(join(stage, 'database'));
    const database = await withEmbeddedPostgres(inUse, (url) =>
      withClient(url, (client) => copyDatabase(client, join(stage, 'database'))),
    );
    const hasMedia = await copyFolder(join(inUse.dataDir, 'media'), join(stage, 'media'));
    for (const name of KEYS) await copyIfThere(join(inUse.dataDir, name), join(stage, name));
    const manifest = { v: 1 as const, at, hasTemporal, hasMedia, database };
    await writeManifest(stage, manifest);
    await pack(stage, target);
    return manifest;
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** SQLite's own copy, as of one instant, also while the server writes. */
function copyTemporal(dataDir: string, stage: string): boolean {
  const source = join(dataDir, 'temporal.db');
  if (!existsSync(source)) return false;
  // Temporal's tables write texts in double quotes, as SQLite once let everybody.
  const db = new DatabaseSync(source, { readOnly: true, enableDoubleQuotedStringLiterals: true });
  try {
    db.prepare('VACUUM INTO ?').run(join(stage, 'temporal.db'));
    return true;
  } finally {
    db.close();
  }
}

async function copyFolder(source: string, target: string): Promise<boolean> {
  if (!existsSync(source)) return false;
  await cp(source, target, { recursive: true });
  return true;
}

async function copyIfThere(source: string, target: string): Promise<void> {
  if (existsSync(source)) await copyFile(source, target);
}

/** The archive appears whole or not at all. */
async function pack(stage: string, target: string): Promise<void> {
  const partial = join(dirname(stage), `.${basename(target)}.partial`);
  await create({ gzip: true, file: partial, cwd: stage, portable: true, mode: 0o600 }, ['.']);
  await chmod(partial, 0o600);
  await rename(partial, target);
}
