import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type SessionFolder = ReturnType<typeof sessionFolder>;

const isNoFile = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** What a session keeps beside its browser's profile; nobody but the owner of the process may read it. */
export function sessionFolder(root: string, botId: string) {
  const path = join(root, botId);
  const wanted = join(path, 'wanted');
  const seen = join(path, 'seen-until');
  return {
    path,
    /** Where the browser keeps what it signs in with. */
    browser: join(path, 'browser'),
    events: join(path, 'events'),
    async make(): Promise<void> {
      await mkdir(path, { recursive: true, mode: 0o700 });
    },
    /** A session that is wanted starts again with the bridge. */
    async want(isWanted: boolean): Promise<void> {
      if (isWanted) await writeFile(wanted, '', { mode: 0o600 });
      else await rm(wanted, { force: true });
    },
    /** The time of the last message that was kept, in milliseconds; null before the first. */
    async seenUntil(): Promise<number | null> {
      try {
        const at = Number(await readFile(seen, 'utf8'));
        return Number.isFinite(at) && at > 0 ? at : null;
      } catch (error) {
        if (isNoFile(error)) return null;
        throw error;
      }
    },
    noteSeen: (at: number) => writeFile(seen, String(at), { mode: 0o600 }),
    /** What belonged to the number that was signed in. */
    async forgetNumber(): Promise<void> {
      await rm(join(path, 'browser'), { recursive: true, force: true, maxRetries: 5 });
      await rm(seen, { force: true });
    },
  };
}

/** The bots whose sessions were running when the bridge went. */
export async function wantedSessions(root: string): Promise<string[]> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  const folders = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const names = await Promise.all(
    folders.map(async ({ name }) => ((await readdir(join(root, name))).includes('wanted') ? name : null)),
  );
  return names.filter((name) => name !== null);
}
