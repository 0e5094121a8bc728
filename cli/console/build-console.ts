import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { childEnvironment } from '../../config/env';

const ROOT = resolve(__dirname, '../..');
const SOURCES = join(ROOT, 'web');
const BUILT = join(ROOT, 'dist/console');
const MARK = 'built-from';
/** Smaller files gain nothing by it. */
const WORTH_COMPRESSING_BYTES = 1024;

export type BuildOutcome = 'fresh' | 'built' | 'no builder';

/**
 * Builds the web console, unless it was built of just these sources: some seconds, or some milliseconds. Without the
 * development packages there is nothing to build it with, and what is there stays.
 */
export async function buildConsole(): Promise<BuildOutcome> {
  const fingerprint = fingerprintOfSources();
  if (markOf(BUILT) === fingerprint) return 'fresh';
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  if (!existsSync(SOURCES) || !existsSync(vite)) return 'no builder';
  const fresh = `${BUILT}.${process.pid}`;
  try {
    await runVite(vite, fresh);
    await compressAll(fresh);
    await writeFile(join(fresh, MARK), fingerprint);
    await putInPlace(fresh, fingerprint);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return 'built';
}

/** Another start may have built the same at the same time: one of them is enough. */
async function putInPlace(fresh: string, fingerprint: string): Promise<void> {
  await rm(BUILT, { recursive: true, force: true });
  try {
    await rename(fresh, BUILT);
  } catch (error) {
    if (markOf(BUILT) !== fingerprint) throw error;
  }
}

/** The console as people get it, whoever builds it: elsewhere than in production, Vite makes React's slow and large form. */
async function runVite(vite: string, folder: string): Promise<void> {
  const args = [vite, 'build', SOURCES, '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'];
  const env = childEnvironment({ NODE_ENV: 'production' });
  try {
    await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string };
    throw new Error(`The console cannot be built:\n${stderr}`, { cause: error });
  }
}

/** What the console is made of: its sources, and the versions of all packages. */
function fingerprintOfSources(): string {
  const files = globSync('**/*.{ts,tsx,css,html,svg,json}', { cwd: SOURCES }).toSorted();
  const hash = createHash('sha256');
  for (const file of [...files.map((name) => join(SOURCES, name)), join(ROOT, 'package-lock.json')]) {
    if (existsSync(file)) hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}

function markOf(folder: string): string | null {
  const file = join(folder, MARK);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

async function compressAll(folder: string): Promise<void> {
  const files = globSync('assets/*.{js,css,svg}', { cwd: folder }).map((name) => join(folder, name));
  await Promise.all(files.map(compress));
}

async function compress(file: string): Promise<void> {
  if (statSync(file).size < WORTH_COMPRESSING_BYTES) return;
  const bytes = await readFile(file);
  await Promise.all([
    writeFile(`${file}.br`, await promisify(brotliCompress)(bytes)),
    writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 })),
  ]);
}
