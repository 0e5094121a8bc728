import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandResult } from '../../../cli/servers/run-command';
import { resolveMongo } from '../../support/mongo/resolve-mongo';

let cacheDir: string;
beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'hilo-mongo-cache-'));
});
afterEach(() => rm(cacheDir, { recursive: true, force: true }));

const ok = (stdout = ''): CommandResult => ({ ok: true, stdout, stderr: '' });
const failed = (stderr: string): CommandResult => ({ ok: false, stdout: '', stderr });

/** A machine with Go: building writes the program where it is wanted. */
async function withGo(_command: string, args: readonly string[]): Promise<CommandResult> {
  if (args[0] === 'version') return ok('go version go1.26.8');
  await writeFile(args[args.indexOf('-o') + 1] ?? '', '', { mode: 0o755 });
  return ok();
}

describe('the MongoDB of the tests', () => {
  it('is built once, and found by the next run', async () => {
    const first = await resolveMongo({ cacheDir, run: withGo });
    const second = await resolveMongo({ cacheDir, run: () => Promise.reject(new Error('built again')) });
    expect(first).toMatchObject({ kind: 'ready' });
    expect(second).toEqual(first);
    expect(await readdir(cacheDir)).toHaveLength(1);
  });

  it('says what to do on a machine without Go', async () => {
    const answer = await resolveMongo({ cacheDir, run: () => Promise.resolve(failed('spawn go ENOENT')) });
    expect(answer).toEqual({
      kind: 'unavailable',
      reason:
        'There is no MongoDB to test against. Set MONGODB_URL to a MongoDB of your own, or install Go 1.22 or newer.',
    });
  });

  it('says why it could not be built, and leaves nothing half done', async () => {
    const run = (_command: string, [first]: readonly string[]) =>
      Promise.resolve(first === 'version' ? ok('go version go1.26.8') : failed('go: no such module'));
    const answer = await resolveMongo({ cacheDir, run });
    expect(answer).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('no such module') as string,
    });
    expect(await readdir(cacheDir)).toEqual([]);
  });
});
