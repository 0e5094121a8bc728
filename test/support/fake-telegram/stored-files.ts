/** The kinds of file that Telegram tells apart, under its own names. */
export const MEDIA_NAMES = ['photo', 'video', 'audio', 'document'] as const;
export type MediaName = (typeof MEDIA_NAMES)[number];

export interface StoredFile {
  fileId: string;
  kind: MediaName;
  bytes: Buffer;
  fileName: string;
  mimeType: string;
}

/** The files a Telegram keeps: those a bot sent, and those people sent it. */
export function createStoredFiles() {
  const files = new Map<string, StoredFile>();
  let count = 0;
  return {
    add(file: Omit<StoredFile, 'fileId'>): StoredFile {
      count += 1;
      const stored = { ...file, fileId: `AgACAgEAAxkBAAI${String(count).padStart(4, '0')}` };
      files.set(stored.fileId, stored);
      return stored;
    },
    get: (fileId: string): StoredFile | undefined => files.get(fileId),
    /** Where getFile says a file is. */
    pathOf: ({ kind, fileId, fileName }: StoredFile): string => `${kind}s/${fileId}-${fileName}`,
    at: (path: string): StoredFile | undefined =>
      [...files.values()].find((file) => `${file.kind}s/${file.fileId}-${file.fileName}` === path),
    clear: (): void => files.clear(),
  };
}
export type StoredFiles = ReturnType<typeof createStoredFiles>;

/** A file as a message shows it (PhotoSize, Video, Audio, Document). */
export function resourceOf({ fileId, kind, bytes, fileName, mimeType }: StoredFile): object {
  const file = { file_id: fileId, file_unique_id: `u${fileId.slice(-6)}`, file_size: bytes.length };
  const named = { ...file, file_name: fileName, mime_type: mimeType };
  switch (kind) {
    case 'photo':
      return {
        photo: [
          { ...file, file_id: `${fileId}-small`, width: 90, height: 60 },
          { ...file, width: 900, height: 600 },
        ],
      };
    case 'video':
      return { video: { ...named, width: 640, height: 480, duration: 5 } };
    case 'audio':
      return { audio: { ...named, duration: 5 } };
    case 'document':
      return { document: named };
  }
}
