import type { DataSource } from 'typeorm';

/** Rejects when the database does not answer. */
export async function checkDatabase(db: DataSource): Promise<void> {
  await db.query('SELECT 1');
}

/** A check that rejects while a migration of this release has not been run; once all have, it asks no more. */
export function createMigrationsCheck(db: DataSource): () => Promise<void> {
  let complete = false;
  return async () => {
    complete ||= !(await db.showMigrations());
    if (!complete) throw new Error('Migrations are pending: run npx hilo prepare');
  };
}

/** What a server says of itself. */
export interface DatabaseFacts {
  /** Such as 18. */
  majorVersion: number;
  connections: number;
  maxConnections: number;
}

/** How the server is; rejects when it does not answer. */
export async function databaseFacts(db: DataSource): Promise<DatabaseFacts> {
  const [facts] = await db.query<DatabaseFacts[]>(
    `SELECT current_setting('server_version_num')::int / 10000 AS "majorVersion",
            current_setting('max_connections')::int AS "maxConnections",
            (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections`,
  );
  if (!facts) throw new Error('The database answered with nothing');
  return facts;
}

/** The migrations of this release that have not been run, oldest first. */
export async function pendingMigrations(db: DataSource): Promise<string[]> {
  const run = await db
    .query<{ name: string }[]>('SELECT name FROM migrations')
    .catch((): { name: string }[] => []);
  const known = new Set(run.map(({ name }) => name));
  return db.migrations
    .map(({ name, constructor }) => name ?? constructor.name)
    .filter((name) => !known.has(name));
}
