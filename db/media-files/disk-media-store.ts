import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkedPath, type MediaStore } from './media-store';

/** Media files as files below one folder, readable by this user alone. */
export function createDiskMediaStore(folder: string): MediaStore {
  const fileOf = (path: string) => join(folder, checkedPath(path));
  return {
    async put(path, bytes) {
      const file = fileOf(path);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      // Under another name until it is whole: a reader must never see half a file.
      const partial = `${file}.${randomBytes(6).toString('hex')}.part`;
      try {
        await writeThrough(partial, bytes);
        await rename(partial, file);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
    },

    async read(path) {
      try {
        return await readFile(fileOf(path));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },

    async remove(path) {
      await rm(fileOf(path), { force: true });
    },
  };
}

/** On the disk when it resolves: the row that names the file is written after it. */
async function writeThrough(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
