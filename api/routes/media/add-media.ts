import { uuidv7 } from 'uuidv7';
import type { MediaFile } from '../../../db/repositories/media-files';
import { readFileKind } from '../../../domain/conversations/file-kind';
import { safeFileName } from '../../../domain/conversations/file-name';
import type { ApiDeps } from '../../api-deps';
import type { Upload } from '../../middleware/upload';
import { notFound, problem, type Problem } from '../../problems';

export interface NewUpload {
  accountId: string;
  botId: string;
  /** What the address says, for a file that is the body itself. */
  name: string | undefined;
  upload: Upload;
}

/** Keeps one uploaded file of a bot; what it is, its bytes say. */
export async function addMedia(
  { accountId, botId, name, upload }: NewUpload,
  { bots, mediaLibrary }: ApiDeps,
): Promise<{ kind: 'added'; file: MediaFile } | Problem> {
  // Before the body is read: nobody uploads to another account's bot.
  if (!(await bots.get(accountId, botId))) return notFound('bot');
  const sent = await upload.read();
  if (sent.kind === 'problem') return sent;
  const { bytes, mimeType: claimed, fileName } = sent;
  const read = readFileKind(bytes, claimed);
  if (read.kind === 'refused') return refusal(read);
  const { file: kind, mimeType } = read;
  const added = await mediaLibrary.add({
    id: uuidv7(),
    ...{ accountId, botId, dialogId: null, kind, mimeType, bytes },
    fileName: safeFileName(name ?? fileName, mimeType),
  });
  return added ? { kind: 'added', file: added } : notFound('bot');
}

function refusal({ why, detail }: { why: 'type' | 'size'; detail: string }): Problem {
  return problem(why === 'size' ? 'body_too_large' : 'unsupported_media_type', detail);
}
