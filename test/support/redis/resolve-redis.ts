import { access, constants, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../../cli/servers/run-command';

export type RedisBinary =
  { kind: 'ready'; path: string; libraries: string | null } | { kind: 'unavailable'; reason: string };

const REMEDY = 'Set REDIS_URL to a Redis of your own, or install redis-server.';
/** Debian's server with the libraries that few machines have. */
const PACKAGES = ['redis-server', 'redis-tools', 'libjemalloc2', 'liblzf1', 'liblua5.1-0'];

/**
 * A Redis for tests: the machine's own, or Debian's packages (1.5 MB), downloaded once by apt and unpacked beside the
 * other servers without being installed.
 */
export async function resolveRedis(): Promise<RedisBinary> {
  const own = await runCommand('redis-server', ['--version']);
  if (own.ok) return { kind: 'ready', path: 'redis-server', libraries: null };
  const cache = join(homedir(), '.cache', 'hilo', 'bin');
  const folder = join(cache, 'hilo-test-redis');
  if (await isThere(join(folder, SERVER))) return unpacked(folder);
  await mkdir(cache, { recursive: true });
  const partial = await mkdtemp(join(cache, 'redis-'));
  const fetched = await fetchPackages(partial);
  if (fetched) await rename(partial, folder).catch(() => undefined);
  await rm(partial, { recursive: true, force: true });
  if (await isThere(join(folder, SERVER))) return unpacked(folder);
  return { kind: 'unavailable', reason: `There is no Redis to test against. ${REMEDY}` };
}

const SERVER = 'usr/bin/redis-server';

/** Debian keeps libraries in a folder named after the machine's kind. */
async function unpacked(folder: string): Promise<RedisBinary> {
  const kinds = await readdir(join(folder, 'usr/lib'));
  const libraries = join(folder, 'usr/lib', kinds.find((name) => name.endsWith('-linux-gnu')) ?? '');
  return { kind: 'ready', path: join(folder, SERVER), libraries };
}

async function fetchPackages(into: string): Promise<boolean> {
  const script = `cd "$0" && apt-get download ${PACKAGES.join(' ')} && for package in *.deb; do dpkg-deb -x "$package" .; done`;
  return (await runCommand('sh', ['-c', script, into])).ok;
}

function isThere(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
