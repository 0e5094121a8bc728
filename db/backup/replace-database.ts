import type { Client } from 'pg';
import { createDataSource } from '../data-source';
import { migrations } from '../migrations';

/** How much a restore would replace. */
export async function holdsAccounts(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('account') IS NOT NULL AS there`,
  );
  if (rows[0]?.there !== true) return false;
  const { rowCount } = await client.query('SELECT 1 FROM account LIMIT 1');
  return rowCount === 1;
}

/** Makes an empty database, in place of one that an earlier try left behind. */
export async function makeFreshDatabase(admin: Client, name: string): Promise<void> {
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${name}`);
}

/** Puts a database in another's place, and removes the other; whoever is connected to either is cut off. */
export async function putInPlace(admin: Client, fresh: string, name: string): Promise<void> {
  const former = `${name}_replaced`;
  await admin.query(`DROP DATABASE IF EXISTS ${former} WITH (FORCE)`);
  await admin.query(`ALTER DATABASE ${name} RENAME TO ${former}`);
  await admin.query(`ALTER DATABASE ${fresh} RENAME TO ${name}`);
  await admin.query(`DROP DATABASE ${former} WITH (FORCE)`);
}

/** The migrations of a copy that this release does not know: it was made by a later one. */
export function unknownMigrations(copied: readonly string[]): string[] {
  const known = new Set(migrations.map(({ name }) => name));
  return copied.filter((name) => !known.has(name));
}

/** Runs migrations: those named alone, or all that are pending. */
export async function migrate(url: string, names?: readonly string[]): Promise<void> {
  const db = createDataSource({ url, poolSize: 1 });
  if (names) db.setOptions({ migrations: migrations.filter(({ name }) => names.includes(name)) });
  await db.initialize();
  try {
    await db.runMigrations();
  } finally {
    await db.destroy();
  }
}
