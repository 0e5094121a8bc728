import { Client } from 'pg';
import type { InUse } from '../doctor/settings-in-use';
import { startPostgres } from '../servers/postgres-server';

/** The embedded Postgres: the one that runs on the data folder, or else one that is started for as long as it takes. */
export async function withEmbeddedPostgres<T>(
  { env, dataDir, running }: InUse,
  use: (url: string) => Promise<T>,
): Promise<T> {
  if (running?.processes.some(({ name, isOn }) => name === 'Postgres' && isOn) === true) {
    return use(env.DATABASE_URL ?? '');
  }
  const server = await startPostgres({ dataDir, port: 0 });
  try {
    return await use(server.url);
  } finally {
    await server.stop();
  }
}

/** One connection for as long as it takes. */
export async function withClient<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** The same server's other database. */
export function databaseAt(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
