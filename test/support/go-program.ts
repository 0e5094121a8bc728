import { createHash } from 'node:crypto';
import { access, constants, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runCommand, type RunCommand } from '../../cli/servers/run-command';

export interface GoProgram {
  /** Its file name; a short hash of its sources follows. */
  name: string;
  /** What people call what is in it. */
  title: string;
  /** Where its sources are: go.mod, go.sum and main.go. */
  folder: string;
  flags: readonly string[];
  /** Ends the sentence that says why there is none. */
  remedy: string;
}

export interface GoRequest {
  cacheDir?: string;
  run?: RunCommand;
  print?: (line: string) => void;
}

export type GoBinary = { kind: 'ready'; path: string } | { kind: 'unavailable'; reason: string };

const SOURCES = ['go.mod', 'go.sum', 'main.go'];

/**
 * A server that tests run against, built with Go from a folder of ours once (some minutes) and kept beside Temporal's
 * servers; a change of its sources makes another one.
 */
export async function resolveGoProgram(program: GoProgram, request: GoRequest = {}): Promise<GoBinary> {
  const { cacheDir = join(homedir(), '.cache', 'hilo', 'bin'), run = runCommand, print } = request;
  const path = join(cacheDir, `${program.name}-${await sourcesVersion(program.folder)}`);
  if (await isExecutable(path)) return { kind: 'ready', path };
  const go = await run('go', ['version']);
  if (!go.ok)
    return { kind: 'unavailable', reason: `There is no ${program.title} to test against. ${program.remedy}` };
  print?.(`${program.title}: building it with ${go.stdout.trim()} (once, into ${cacheDir})`);
  await mkdir(cacheDir, { recursive: true });
  return build(program, path, run);
}

async function build(
  { title, folder, flags, remedy }: GoProgram,
  path: string,
  run: RunCommand,
): Promise<GoBinary> {
  const partial = `${path}.${process.pid}`;
  const built = await run('go', [
    '-C',
    folder,
    'build',
    '-trimpath',
    '-buildvcs=false',
    ...flags,
    '-o',
    partial,
    '.',
  ]);
  if (!built.ok) {
    await rm(partial, { force: true });
    const why = built.stderr.trim().split('\n').at(-1) ?? '';
    return { kind: 'unavailable', reason: `${title} could not be built (${why}). ${remedy}` };
  }
  await rename(partial, path);
  return { kind: 'ready', path };
}

async function sourcesVersion(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of SOURCES) hash.update(await readFile(join(folder, name)));
  return hash.digest('hex').slice(0, 12);
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
