import { createHash } from 'node:crypto';

/** A file that Meta keeps: one the business uploaded, or one of a person's message. */
export interface StoredFile {
  id: string;
  mimeType: string;
  fileName: string | null;
  bytes: Buffer;
  from: 'business' | 'person';
}

/** The files the fake keeps, by Meta's own ids. */
export function createMediaStore() {
  const files = new Map<string, StoredFile>();
  let count = 0;
  return {
    keep(file: Omit<StoredFile, 'id'>): StoredFile {
      count += 1;
      const id = String(1_166_846_181_421_424 + count);
      const stored = { ...file, id };
      files.set(id, stored);
      return stored;
    },
    get: (id: string): StoredFile | undefined => files.get(id),
    /** What the business uploaded, in order: each file once is what Hilo promises. */
    uploads: (): StoredFile[] => [...files.values()].filter(({ from }) => from === 'business'),
    /** Meta forgets a file: after 30 days, or because somebody deleted it. */
    forget: (id: string): boolean => files.delete(id),
    clear: (): void => files.clear(),
  };
}
export type MediaStore = ReturnType<typeof createMediaStore>;

export function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
