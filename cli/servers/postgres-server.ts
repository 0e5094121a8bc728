import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { createLastLines } from './last-lines';
import type { LastLines } from './last-lines';
import { claimPort } from './ports';
import { postgresBinaries } from './postgres-binaries';
import { embeddedUrl, preparePostgresCluster } from './postgres-cluster';
import type { PostgresCluster } from './postgres-cluster';
import { postgresUser } from './postgres-user';
import type { PostgresUser } from './postgres-user';
import { startServerProcess } from './server-process';
import type { ServerProcess } from './server-process';
import { waitUntilReady } from './wait-until';

export interface PostgresServer {
  /** Of the database `hilo`, with the password. */
  url: string;
  port: number;
  pid: number;
  exited: Promise<string>;
  stop(): Promise<void>;
  /** Ends it at once, unclean; its next start recovers. */
  force(): void;
}

export interface PostgresSettings {
  dataDir: string;
  /** 0 takes any free port. */
  port: number;
  onLine?: (line: string) => void;
  /** Trades durability for speed; for tests only. */
  unsafeAndFast?: boolean;
}

const UNSAFE_AND_FAST = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=300',
];
const STOP_GRACE_MS = 15_000;

/** Starts the embedded Postgres with its data under `dataDir/postgres`, and makes the database `hilo`. */
export async function startPostgres(settings: PostgresSettings): Promise<PostgresServer> {
  const binaries = postgresBinaries();
  const user = await postgresUser();
  const cluster = await preparePostgresCluster({ parent: resolve(settings.dataDir), binaries, user });
  const port = await claimPort({
    port: settings.port,
    for: 'the embedded Postgres',
    setting: 'HILO_POSTGRES_PORT',
  });
  const lastLines = createLastLines(12);
  const server = await launch({ program: binaries.postgres, user, cluster, port, settings, lastLines });
  const address = { password: cluster.password, port };
  const isReady = () => ensureDatabase(embeddedUrl(address, 'postgres'));
  await waitUntilReady({ name: 'Postgres', server, timeoutMs: 60_000, lastLines, isReady });
  return {
    url: embeddedUrl(address),
    port,
    pid: server.pid,
    exited: server.exited,
    // SIGINT is Postgres's fast shutdown: it ends sessions and writes a checkpoint.
    stop: () => server.stop('SIGINT', STOP_GRACE_MS),
    force: () => server.signal('SIGQUIT'),
  };
}

/** A throw-away Postgres on a free port; stopping it removes its data. */
export async function startEphemeralPostgres(): Promise<PostgresServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hilo-postgres-'));
  const server = await startPostgres({ dataDir, port: 0, unsafeAndFast: true });
  return {
    ...server,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function launch(parts: {
  program: string;
  user: PostgresUser;
  cluster: PostgresCluster;
  port: number;
  settings: PostgresSettings;
  lastLines: LastLines;
}): Promise<ServerProcess> {
  const options = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
  ];
  if (parts.settings.unsafeAndFast === true) options.push(...UNSAFE_AND_FAST);
  const flags = options.flatMap((option) => ['-c', option]);
  const program = parts.user.command(parts.program, [
    '-D',
    parts.cluster.folder,
    '-p',
    String(parts.port),
    ...flags,
  ]);
  const onLine = (line: string) => {
    parts.lastLines.add(line);
    parts.settings.onLine?.(line);
  };
  return startServerProcess({ ...program, ...parts.user.identity, onLine });
}

/** True once the server answers and the database is there. */
async function ensureDatabase(adminUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: adminUrl, connectionTimeoutMillis: 2_000 });
  // A connection cut while Postgres starts also emits an error event.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'hilo'`);
    if (rowCount === 0) await client.query('CREATE DATABASE hilo');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
