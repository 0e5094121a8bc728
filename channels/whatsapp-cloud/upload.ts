import { z } from 'zod';
import type { NotSent, Rejected } from '../../domain/messaging/outcome';
import type { OutboundFile } from '../channel';
import type { Exchange } from '../http-exchange';
import { multipart } from '../multipart';
import { bearer } from './line';
import type { Line } from './line';
import type { MetaFile } from './media-content';
import { outcomeOfFailure } from './outcome';

export type Uploads = { ok: true; files: MetaFile[] } | { ok: false; outcome: NotSent | Rejected };

const uploadedBody = z.looseObject({ id: z.string().min(1) });

const DAY_MS = 86_400_000;
/** Meta keeps an uploaded file for 30 days; a day is left for clocks and queues. */
const KEPT_MS = 29 * DAY_MS;
const RETRY_MS = 5_000;

/** Sees to it that Meta has every file, one after another. An upload reaches nobody, so it may be repeated. */
export async function uploadFiles(line: Line, files: readonly OutboundFile[]): Promise<Uploads> {
  const uploaded: MetaFile[] = [];
  for (const file of files) {
    const result = file.platformFileId ?? (await upload(line, file));
    if (typeof result !== 'string') return { ok: false, outcome: result };
    uploaded.push({ ...known(file), mediaId: result });
  }
  return { ok: true, files: uploaded };
}

/** The files as they would go, before any is uploaded: enough to see whether the message can go at all. */
export function withoutUpload(files: readonly OutboundFile[]): MetaFile[] {
  return files.map((file) => ({ ...known(file), mediaId: file.platformFileId ?? 'not-yet-uploaded' }));
}

/** Meta's id of the file, or why there is none. */
async function upload(line: Line, file: OutboundFile): Promise<string | NotSent | Rejected> {
  const { mimeType, fileName } = file;
  const bytes = await bytesOf(file);
  if (bytes === null) return notSent('The file could not be read from where it is kept');
  const form = await multipart({ messaging_product: 'whatsapp', type: mimeType }, [
    { field: 'file', bytes, fileName, mimeType },
  ]);
  const result = await line.exchange({
    method: 'POST',
    url: `${line.graphUrl}/${line.phoneNumberId}/media`,
    headers: { ...bearer(line), 'content-type': form.contentType },
    bodyBytes: form.body,
    timeoutMs: line.timeouts.fileMs,
  });
  const mediaId = idIn(result);
  if (mediaId === null) return outcomeOfUpload(result);
  await remembered(file, mediaId);
  return mediaId;
}

/** Nothing has left yet, so a store that cannot be read is a reason to wait and not a send of unknown fate. */
async function bytesOf(file: OutboundFile): Promise<Buffer | null> {
  try {
    return await file.read();
  } catch {
    return null;
  }
}

/** An id that cannot be kept costs an upload the next time, and must not cost this message. */
async function remembered(file: OutboundFile, mediaId: string): Promise<void> {
  try {
    await file.remember(mediaId, Date.now() + KEPT_MS);
  } catch {
    // Said above: the message goes on.
  }
}

function outcomeOfUpload(result: Exchange): NotSent | Rejected {
  if (result.kind === 'answered' && result.status < 300) return notSent('WhatsApp named no id for the file');
  const { outcome } = outcomeOfFailure(result);
  if (outcome.kind === 'rejected' || outcome.kind === 'not-sent') return outcome;
  return notSent('WhatsApp did not say that it has the file');
}

function idIn(result: Exchange): string | null {
  if (result.kind !== 'answered' || result.status >= 300) return null;
  try {
    return uploadedBody.safeParse(JSON.parse(result.text)).data?.id ?? null;
  } catch {
    return null;
  }
}

function known({ id, mimeType, fileName, sizeBytes }: OutboundFile) {
  return { id, mimeType, fileName, sizeBytes };
}

function notSent(detail: string): NotSent {
  return { kind: 'not-sent', detail, retryAfterMs: RETRY_MS };
}
