import { randomBytes } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endLeftover } from './leftover-process';
import type { PostgresBinaries } from './postgres-binaries';
import type { PostgresUser } from './postgres-user';
import { startServerProcess } from './server-process';

export interface PostgresCluster {
  folder: string;
  password: string;
}

export interface ClusterRequest {
  /** The folder that holds the cluster and its password file. */
  parent: string;
  binaries: PostgresBinaries;
  user: PostgresUser;
}

const SUPERUSER = 'hilo';

/** The address of the embedded server's database, by default Hilo's own. */
export function embeddedUrl(server: { password: string; port: number }, database = 'hilo'): string {
  return `postgres://${SUPERUSER}:${server.password}@127.0.0.1:${server.port}/${database}`;
}

export function passwordFileOf(parent: string): string {
  return join(parent, 'postgres-password');
}

/** The cluster under `parent`, created at first use; a half-made one is made anew. */
export async function preparePostgresCluster(request: ClusterRequest): Promise<PostgresCluster> {
  const folder = join(request.parent, 'postgres');
  const passwordFile = passwordFileOf(request.parent);
  await mkdir(request.parent, { recursive: true });
  if (await exists(join(folder, 'PG_VERSION'))) {
    await clearStalePid(folder);
    return { folder, password: (await readFile(passwordFile, 'utf8')).trim() };
  }
  const password = randomBytes(18).toString('base64url');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  await request.user.own(passwordFile);
  const fresh = `${folder}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  await request.user.own(fresh);
  await initialise(request, { folder: fresh, passwordFile });
  await rename(fresh, folder);
  return { folder, password };
}

async function initialise(
  request: ClusterRequest,
  files: { folder: string; passwordFile: string },
): Promise<void> {
  const lines: string[] = [];
  const program = request.user.command(request.binaries.initdb, [
    ...['--pgdata', files.folder, '--username', SUPERUSER, '--pwfile', files.passwordFile],
    ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C', '--no-sync'],
    ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--no-instructions'],
  ]);
  const initdb = await startServerProcess({
    ...program,
    ...request.user.identity,
    onLine: (line) => lines.push(line),
  });
  const ending = await initdb.exited;
  if (ending === 'exit code 0') return;
  const remedy =
    'Set HILO_DATA_DIR to a folder Postgres can write, or DATABASE_URL to a Postgres of your own.';
  throw new Error([`initdb ended with ${ending}. ${remedy}`, ...lines.slice(-8)].join('\n  '));
}

/** Postgres trusts the pid in its lock file; after a crash that pid may be an orphan's or a stranger's. */
async function clearStalePid(folder: string): Promise<void> {
  const lockFile = join(folder, 'postmaster.pid');
  const lock = await readFile(lockFile, 'utf8').catch(() => '');
  const pid = Number(lock.split('\n')[0]);
  if (lock === '' || !Number.isInteger(pid)) return;
  await endLeftover({ pid, mark: folder, signal: 'SIGINT' });
  await rm(lockFile, { force: true });
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
