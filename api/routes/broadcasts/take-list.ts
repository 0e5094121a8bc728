import type { z } from 'zod';
import type { ApiDeps } from '../../api-deps';
import type { ListUpload, SentList } from '../../middleware/list-upload';
import { invalidRequest, type Problem } from '../../problems';
import { readJson } from './open-list';
import { answerUnreadable } from './answer-unreadable';

/** A list on its way in, with the query beside it. */
export interface IncomingList<S extends z.ZodType> {
  upload: ListUpload;
  query: Readonly<Record<string, unknown>>;
  /** What the fields must be. */
  schema: S;
}

/** Reads a list with its fields, lets it be used, and takes it off the disk whatever comes of it. */
export async function takeList<S extends z.ZodType, Taken>(
  { upload, query, schema }: IncomingList<S>,
  use: (list: SentList, fields: z.output<S>) => Promise<Taken | Problem>,
  { broadcastSettings }: Pick<ApiDeps, 'broadcastSettings'>,
): Promise<Taken | Problem> {
  const list = await upload.read(broadcastSettings.maxBytes);
  if (list.kind === 'problem') return list;
  try {
    const fields = schema.safeParse({ ...query, ...(await fieldsOf(list)) });
    if (!fields.success) return invalidRequest(fields.error, 'body');
    return await use(list, fields.data);
  } catch (error) {
    return answerUnreadable(error);
  } finally {
    await list.file?.remove();
  }
}

/** A JSON list says beside its recipients what a form says in fields. */
async function fieldsOf({ fields, file, isJson }: SentList): Promise<object> {
  if (!isJson || file === null) return fields;
  const body: unknown = await readJson(file);
  if (typeof body !== 'object' || body === null) return {};
  const said = Object.entries(body).filter(([name]) => name !== 'recipients');
  return Object.fromEntries(
    said.map(([name, value]) => [name, name === 'variables' ? JSON.stringify(value) : (value as unknown)]),
  );
}
