import { createHash } from 'node:crypto';
import type { MediaFile, MediaFiles, NewMediaFile } from '../repositories/media-files';
import { mediaPath, type MediaStore } from './media-store';

export interface AddedFile extends Pick<
  NewMediaFile,
  'id' | 'accountId' | 'botId' | 'dialogId' | 'kind' | 'fileName' | 'mimeType'
> {
  bytes: Buffer;
}

export type MediaLibrary = ReturnType<typeof createMediaLibrary>;

/** Files and their bytes together, so that no row names bytes that are not there. */
export function createMediaLibrary({ files, store }: { files: MediaFiles; store: MediaStore }) {
  /** The bytes first: what fails in between can be removed again, and leaves nothing of a person behind. */
  const erase = async (file: MediaFile) => {
    await store.remove(file.storagePath);
    await files.remove(file.accountId, file.id);
  };
  return {
    /** Null when the bot or the dialog is gone. Adding under the same id again has no second effect. */
    async add({ bytes, ...file }: AddedFile): Promise<MediaFile | null> {
      const storagePath = mediaPath(file);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await store.put(storagePath, bytes);
      const added = await files.create({ ...file, sizeBytes: bytes.length, sha256, storagePath });
      if (!added) await store.remove(storagePath);
      return added;
    },

    /** Null when the bytes are gone. */
    read: (file: MediaFile) => store.read(file.storagePath),
    erase,

    /** Everything a person sent through a dialog. */
    async eraseDialog(accountId: string, dialogId: string): Promise<void> {
      for (const file of await files.ofDialog(accountId, dialogId)) await erase(file);
    },

    async eraseBot(accountId: string, botId: string): Promise<void> {
      for (const file of await files.ofBot(accountId, botId)) await erase(file);
    },
  };
}
