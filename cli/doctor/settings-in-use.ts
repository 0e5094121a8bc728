import { readFileSync } from 'node:fs';
import type { Env } from '../../config/env';
import { embeddedUrl, passwordFileOf } from '../servers/postgres-cluster';
import { runningProcesses, type RunningProcesses } from '../start/run-record';
import { knownSecretKeys } from '../start/secret-key';
import { dataDirectory } from '../start/settings';

/** The settings that Hilo's processes have, and what of them runs here. */
export interface InUse {
  env: Env;
  dataDir: string;
  running: RunningProcesses | null;
  /** Whether the servers are those of `npm start`. */
  embedded: { postgres: boolean; temporal: boolean };
}

/** What `npm start` gives its processes, read from its folder; nothing is made. */
export async function settingsInUse(env: Env): Promise<InUse> {
  const dataDir = dataDirectory(env);
  const running = await runningProcesses(dataDir);
  const portOf = (name: string) => running?.processes.find((noted) => noted.name === name)?.port;
  const embedded = { postgres: env.DATABASE_URL === undefined, temporal: env.TEMPORAL_ADDRESS === undefined };
  const url = embedded.postgres
    ? databaseUrl(dataDir, portOf('Postgres') ?? env.HILO_POSTGRES_PORT)
    : undefined;
  const found = {
    ...env,
    ...(url !== undefined && { DATABASE_URL: url }),
    ...(embedded.temporal && {
      TEMPORAL_ADDRESS: `127.0.0.1:${portOf('Temporal') ?? env.HILO_TEMPORAL_PORT}`,
    }),
    ...knownSecretKeys(env, dataDir),
  };
  return { env: found, dataDir, running, embedded };
}

/** Undefined where `npm start` has made no database yet. */
function databaseUrl(dataDir: string, port: number): string | undefined {
  try {
    return embeddedUrl({ password: readFileSync(passwordFileOf(dataDir), 'utf8').trim(), port });
  } catch {
    return undefined;
  }
}
