import { createDiskMediaStore } from './disk-media-store';
import type { MediaStore } from './media-store';
import { createS3MediaStore, type S3Settings } from './s3-media-store';

export interface MediaSettings {
  /** The folder of the files when there is no bucket. */
  folder: string;
  s3: S3Settings | null;
}

/** The bucket where one is set up, else the folder. */
export function openMediaStore({ folder, s3 }: MediaSettings): MediaStore {
  return s3 ? createS3MediaStore(s3) : createDiskMediaStore(folder);
}
