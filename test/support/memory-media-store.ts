import { checkedPath, type MediaStore } from '../../db/media-files/media-store';

/** A media store that ends with its test. */
export function createMemoryMediaStore(): MediaStore & { paths(): string[] } {
  const kept = new Map<string, Buffer>();
  return {
    put: async (path, bytes) => void kept.set(checkedPath(path), Buffer.from(bytes)),
    read: async (path) => kept.get(checkedPath(path)) ?? null,
    remove: async (path) => void kept.delete(checkedPath(path)),
    paths: () => [...kept.keys()],
  };
}
