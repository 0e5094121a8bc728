import { createHash } from 'node:crypto';
import { access, constants, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runCommand, type RunCommand } from '../../../cli/servers/run-command';

export interface MongoRequest {
  cacheDir?: string;
  run?: RunCommand;
  print?: (line: string) => void;
}

export type MongoBinary = { kind: 'ready'; path: string } | { kind: 'unavailable'; reason: string };

const SOURCES = ['go.mod', 'go.sum', 'main.go'];
const REMEDY = 'Set MONGODB_URL to a MongoDB of your own, or install Go 1.22 or newer.';

/**
 * The server of MongoDB's protocol that tests run against, built with Go from this folder once (a minute or two)
 * and kept beside Temporal's servers; a change of its sources makes another one.
 */
export async function resolveMongo(request: MongoRequest = {}): Promise<MongoBinary> {
  const { cacheDir = join(homedir(), '.cache', 'hilo', 'bin'), run = runCommand, print } = request;
  const path = join(cacheDir, `hilo-test-mongo-${await sourcesVersion()}`);
  if (await isExecutable(path)) return { kind: 'ready', path };
  const go = await run('go', ['version']);
  if (!go.ok) return { kind: 'unavailable', reason: `There is no MongoDB to test against. ${REMEDY}` };
  print?.(`FerretDB: building it with ${go.stdout.trim()} (once, into ${cacheDir})`);
  await mkdir(cacheDir, { recursive: true });
  return build(path, run);
}

async function build(path: string, run: RunCommand): Promise<MongoBinary> {
  const partial = `${path}.${process.pid}`;
  const flags = ['-trimpath', '-buildvcs=false', '-tags', 'ferretdb_no_postgresql'];
  const built = await run('go', ['-C', __dirname, 'build', ...flags, '-o', partial, '.']);
  if (!built.ok) {
    await rm(partial, { force: true });
    const why = built.stderr.trim().split('\n').at(-1) ?? '';
    return { kind: 'unavailable', reason: `FerretDB could not be built (${why}). ${REMEDY}` };
  }
  await rename(partial, path);
  return { kind: 'ready', path };
}

async function sourcesVersion(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of SOURCES) hash.update(await readFile(join(__dirname, name)));
  return hash.digest('hex').slice(0, 12);
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
