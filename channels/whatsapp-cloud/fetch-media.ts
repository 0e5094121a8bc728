import { z } from 'zod';
import { MAX_FILE_BYTES } from '../../domain/conversations/file-kind';
import type { FetchedFile, InboundMedia } from '../channel';
import { fetchFileFrom, outcomeWithoutFile } from '../fetch-file';
import type { Exchange } from '../http-exchange';
import { bearer } from './line';
import type { Line } from './line';
import { outcomeOfFailure } from './outcome';

/** Where Meta keeps the files of messages (…/cloud-api/reference/media, download media). */
const MEDIA_ORIGINS: ReadonlySet<string> = new Set(['https://lookaside.fbsbx.com']);

const mediaBody = z.looseObject({
  url: z.string().min(1),
  mime_type: z.string().optional(),
  file_size: z.coerce.number().optional(),
});
type MediaBody = z.infer<typeof mediaBody>;

/**
 * Fetches a person's file: asks Meta where it is, then goes there. The access token goes to Meta's own hosts only,
 * whatever address the answer or a redirect names.
 */
export async function fetchFromMeta(line: Line, file: InboundMedia): Promise<FetchedFile> {
  const asked = await askForPlace(line, file.providerFileId);
  const place = readPlace(asked);
  if (place === null) return withoutPlace(asked);
  if ((place.file_size ?? 0) > MAX_FILE_BYTES) return { kind: 'refused', detail: 'The file is too large' };
  const own = new Set([...MEDIA_ORIGINS, new URL(line.graphUrl).origin]);
  const fetched = await fetchFileFrom(line.exchange, {
    provider: 'WhatsApp',
    url: place.url,
    timeoutMs: line.timeouts.fileMs,
    headersFor: ({ origin }) => (own.has(origin) ? bearer(line) : null),
  });
  if (fetched.kind !== 'fetched') return fetched;
  const mimeType = place.mime_type?.split(';')[0]?.trim() ?? '';
  return {
    ...fetched,
    mimeType: mimeType === '' ? fetched.mimeType : mimeType,
    fileName: file.fileName ?? fetched.fileName,
  };
}

/** Asks where a file is for the next five minutes, and what it is. */
function askForPlace(line: Line, mediaId: string): Promise<Exchange> {
  const query = new URLSearchParams({ phone_number_id: line.phoneNumberId }).toString();
  return line.exchange({
    method: 'GET',
    url: `${line.graphUrl}/${encodeURIComponent(mediaId)}?${query}`,
    headers: bearer(line),
    timeoutMs: line.timeouts.callMs,
  });
}

function readPlace(result: Exchange): MediaBody | null {
  if (result.kind !== 'answered' || result.status >= 300) return null;
  try {
    return mediaBody.safeParse(JSON.parse(result.text)).data ?? null;
  } catch {
    return null;
  }
}

/** Meta's codes say more than its status: a 400 may only ask to come back later. */
function withoutPlace(result: Exchange): FetchedFile {
  if (result.kind === 'answered' && result.status >= 400) {
    const { outcome } = outcomeOfFailure(result);
    if (outcome.kind === 'not-sent') {
      const detail = 'WhatsApp will give the file later';
      return { kind: 'later', detail, retryAfterMs: outcome.retryAfterMs };
    }
  }
  return outcomeWithoutFile(result, 'WhatsApp');
}
