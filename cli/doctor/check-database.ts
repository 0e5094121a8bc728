import type { DataSource } from 'typeorm';
import { createDataSource } from '../../db/data-source';
import { databaseFacts, pendingMigrations } from '../../db/readiness';
import { checkCredentials } from './check-credentials';
import { failure, fine, reasonOf, warning, type Finding } from './finding';
import type { InUse } from './settings-in-use';

const CHECK = 'database';
const OLDEST = 15;
const FEW_LEFT = 0.9;

/** Whether the database answers and has every migration, and what is sealed in it opens. */
export async function checkDatabase(inUse: InUse): Promise<Finding[]> {
  const url = inUse.env.DATABASE_URL;
  if (url === undefined) {
    const remedy = 'npm start makes one; or set DATABASE_URL.';
    return [failure(CHECK, { says: 'there is no database yet', remedy })];
  }
  const db = createDataSource({ url, poolSize: 1 });
  try {
    await db.initialize();
    const schema = await migrationFinding(db);
    const secrets = schema.verdict === 'ok' ? await checkCredentials(db, inUse.env) : [];
    return [await serverFinding(db, url), schema, ...secrets];
  } catch (error) {
    const remedy = inUse.embedded.postgres
      ? 'npm start; logs/postgres.log in the data folder says what ails it.'
      : 'Start it, and check address, user and password in DATABASE_URL.';
    return [failure(CHECK, { says: `no answer at ${placeOf(url)}: ${reasonOf(error)}`, remedy })];
  } finally {
    if (db.isInitialized) await db.destroy();
  }
}

async function serverFinding(db: DataSource, url: string): Promise<Finding> {
  const { majorVersion, connections, maxConnections } = await databaseFacts(db);
  const says = `Postgres ${majorVersion} at ${placeOf(url)}, ${connections} of ${maxConnections} connections`;
  if (majorVersion < OLDEST) {
    return failure(CHECK, { says, remedy: `Hilo needs Postgres ${OLDEST} or newer.` });
  }
  const remedy = 'Raise max_connections, or lower DATABASE_POOL: pools times processes must fit.';
  return connections > maxConnections * FEW_LEFT ? warning(CHECK, { says, remedy }) : fine(CHECK, says);
}

async function migrationFinding(db: DataSource): Promise<Finding> {
  const pending = await pendingMigrations(db);
  if (pending.length === 0) return fine('migrations', 'all run');
  const says = `${pending.length} pending, the first is ${pending[0] ?? ''}`;
  return failure('migrations', { says, remedy: 'npx hilo prepare (npm start does it by itself).' });
}

/** Host, port and name: neither user nor password. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return host + pathname;
}
