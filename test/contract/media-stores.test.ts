import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { createDiskMediaStore } from '../../db/media-files/disk-media-store';
import { mediaPath, MediaStoreAway, type MediaStore } from '../../db/media-files/media-store';
import { createS3MediaStore } from '../../db/media-files/s3-media-store';
import { startFakeS3, type FakeS3 } from '../support/fake-s3/fake-s3';

const KEY = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCY',
  region: 'sa-east-1',
};

let folder: string;
let s3: FakeS3;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hilo-media-'));
  s3 = await startFakeS3('hilo-media', KEY);
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true });
});

const bucket = (keys: Partial<typeof KEY> = {}) =>
  createS3MediaStore({ endpoint: `${s3.url}/`, bucket: 'hilo-media', ...KEY, ...keys });
const newPath = () => mediaPath({ accountId: uuidv7(), botId: uuidv7(), id: uuidv7() });

describe.each<[string, () => MediaStore]>([
  ['a folder', () => createDiskMediaStore(folder)],
  ['a bucket', () => bucket()],
])('media files in %s', (_name, store) => {
  it.each([0, 1, 70_000, 5_000_000])('are read as they were put, with %i bytes', async (size) => {
    const [path, bytes] = [newPath(), randomBytes(size)];
    await store().put(path, bytes);
    expect((await store().read(path))?.equals(bytes)).toBe(true);
  });

  it('are replaced as a whole when put again', async () => {
    const path = newPath();
    await store().put(path, Buffer.from('a longer one'));
    await store().put(path, Buffer.from('short'));
    expect(String(await store().read(path))).toBe('short');
  });

  it('are gone once removed, and may be removed again', async () => {
    const [path, other] = [newPath(), newPath()];
    await store().put(path, Buffer.from('bytes'));
    await store().put(other, Buffer.from('others'));
    await store().remove(path);
    await store().remove(path);
    expect(await store().read(path)).toBeNull();
    expect(String(await store().read(other))).toBe('others');
  });

  it('survive being written ten times at once: whole, and one of the ten', async () => {
    const path = newPath();
    const versions = Array.from({ length: 10 }, () => randomBytes(50_000));
    await Promise.all(versions.map((bytes) => store().put(path, bytes)));
    const read = await store().read(path);
    expect(versions.some((bytes) => read?.equals(bytes))).toBe(true);
  });

  it.each([
    ['a path out of the store', '../../../etc/passwd'],
    ['a path from the root', '/etc/passwd'],
    ['names', 'a/b/c'],
    ['a way up between ids', `${uuidv7()}/${uuidv7()}/../${uuidv7()}`],
    ['a way up behind ids', `${newPath()}/..`],
    ['an escaped way up', `${newPath()}%2f..`],
    ['ids and a line feed', `${newPath()}\n`],
    ['nothing', ''],
  ])('are never looked for at %s', async (_what, path) => {
    for (const touch of [
      () => store().put(path, Buffer.from('x')),
      () => store().read(path),
      () => store().remove(path),
    ]) {
      await expect(touch).rejects.toThrow('three ids');
    }
  });
});

describe('a folder of media files', () => {
  it('is readable by this user alone, and holds no half-written file', async () => {
    const path = newPath();
    await createDiskMediaStore(folder).put(path, Buffer.from('bytes'));
    expect((await stat(join(folder, path))).mode & 0o777).toBe(0o600);
    const inFolder = await readdir(folder, { recursive: true });
    expect(inFolder.filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('a bucket of media files', () => {
  it.each([
    ['another secret', { secretAccessKey: 'not the secret' }],
    ['another key', { accessKeyId: 'SOMEBODY' }],
    ['another region', { region: 'eu-west-1' }],
  ])('takes and gives nothing under %s, and an error names neither key nor path', async (_what, keys) => {
    const path = newPath();
    await bucket().put(path, Buffer.from('bytes'));
    for (const refused of [bucket(keys).put(path, Buffer.from('other')), bucket(keys).read(path)]) {
      await expect(refused).rejects.toThrow(
        /^A media file could not be (kept|read): the store answered 403$/,
      );
    }
    expect(String(await bucket().read(path))).toBe('bytes');
  });

  it('is asked again when it fails for a moment, and the caller hears when it stays so', async () => {
    const path = newPath();
    s3.failNext(503, 500);
    await bucket().put(path, Buffer.from('bytes'));
    expect(String(s3.objects.get(path))).toBe('bytes');
    s3.failNext(503, 503, 503);
    await expect(bucket().read(path)).rejects.toThrow(
      new MediaStoreAway('A media file could not be read: the store answered 503'),
    );
    expect(s3.answers.slice(-3)).toEqual(['GET 503', 'GET 503', 'GET 503']);
  });

  it('that cannot be reached says so, and no more', async () => {
    const gone = await startFakeS3('hilo-media', KEY);
    await gone.close();
    const store = createS3MediaStore({ endpoint: gone.url, bucket: 'hilo-media', ...KEY });
    for (const call of [() => store.put(newPath(), Buffer.from('x')), () => store.read(newPath())]) {
      await expect(call).rejects.toThrow(new MediaStoreAway('The store of media files cannot be reached'));
      await expect(call).rejects.toBeInstanceOf(MediaStoreAway);
    }
  });
});
