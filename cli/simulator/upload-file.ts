import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { mediaView } from '../../api/routes/media/media.schema';
import type { ApiClient } from '../api/api-client';

/** Only a text has to be called one: the bytes of everything else say what it is. */
const TEXT_TYPES: Readonly<Record<string, string>> = { '.txt': 'text/plain', '.csv': 'text/csv' };

/** Adds a file of this machine to a bot's media; its id there. */
export async function uploadFile(
  api: ApiClient,
  { botId, path }: { botId: string; path: string },
): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new Error(`There is no file ${path}.`);
  const { id } = await api.upload({
    path: `/api/bots/${botId}/media`,
    schema: mediaView,
    query: { name: basename(path) },
    contentType: TEXT_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream',
    stream: createReadStream(path),
  });
  return id;
}
