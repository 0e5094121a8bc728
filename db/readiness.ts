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
