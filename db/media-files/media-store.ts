/** Where the bytes of media files are kept. Throws when the store is away; a path is never a person's text. */
export interface MediaStore {
  /** Keeps the bytes under a path of `mediaPath`; what stood there is replaced. */
  put(path: string, bytes: Buffer): Promise<void>;
  /** Null when nothing stands there. */
  read(path: string): Promise<Buffer | null>;
  /** Removing what is not there is no error. */
  remove(path: string): Promise<void>;
}

/** The store cannot be reached, or says to come back later. */
export class MediaStoreAway extends Error {
  override readonly name = 'MediaStoreAway';
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const PATH = new RegExp(`^${UUID}/${UUID}/${UUID}$`);

/** `<account>/<bot>/<file>`: ids and nothing else. */
export function mediaPath({
  accountId,
  botId,
  id,
}: {
  accountId: string;
  botId: string;
  id: string;
}): string {
  return checkedPath(`${accountId}/${botId}/${id}`);
}

/** The path itself; throws for one that is not made of ids, so that no name reaches a file system or an address. */
export function checkedPath(path: string): string {
  if (PATH.test(path)) return path;
  throw new Error('A path of the media store is three ids');
}
