import { z } from 'zod';
import { MAX_FILE_BYTES } from '../../domain/conversations/file-kind';
import type { FetchedFile, InboundMedia } from '../channel';
import { fetchFileFrom, outcomeWithoutFile } from '../fetch-file';
import type { Exchange } from '../http-exchange';
import { callMethod } from './line';
import type { TelegramLine } from './line';
import { outcomeOfFailure } from './outcome';

const fileBody = z.looseObject({
  ok: z.literal(true),
  result: z.looseObject({ file_path: z.string().min(1), file_size: z.int().optional() }),
});
type File = z.infer<typeof fileBody>['result'];

/**
 * Fetches a person's file: asks Telegram where it is, then goes there. The address holds the bot's token, so no
 * redirect is followed.
 */
export async function fetchFromTelegram(line: TelegramLine, media: InboundMedia): Promise<FetchedFile> {
  const asked = await callMethod(line, 'getFile', { file_id: media.providerFileId });
  const file = readFile(asked);
  if (!file) return withoutPlace(asked);
  if ((file.file_size ?? 0) > MAX_FILE_BYTES) return tooLarge();
  const segments = file.file_path.split('/');
  if (segments.some((segment) => /^\.*$/.test(segment))) {
    return { kind: 'refused', detail: 'Telegram named no place of the file' };
  }
  const fetched = await fetchFileFrom(line.exchange, {
    provider: 'Telegram',
    url: `${line.filesUrl}/${segments.map(encodeURIComponent).join('/')}`,
    timeoutMs: line.timeouts.fileMs,
    headersFor: (_address, hop) => (hop === 0 ? {} : null),
  });
  if (fetched.kind !== 'fetched') return fetched;
  return {
    ...fetched,
    mimeType: media.mimeType ?? fetched.mimeType,
    fileName: media.fileName ?? segments.at(-1) ?? null,
  };
}

function readFile(result: Exchange): File | null {
  if (result.kind !== 'answered' || result.status !== 200) return null;
  try {
    return fileBody.safeParse(JSON.parse(result.text)).data?.result ?? null;
  } catch {
    return null;
  }
}

/** getFile gives no file of more than 20 MB, and says so in words only. */
function withoutPlace(result: Exchange): FetchedFile {
  if (result.kind !== 'answered' || result.status < 400) return outcomeWithoutFile(result, 'Telegram');
  if (result.status === 400 && /file is too big/i.test(result.text)) return tooLarge();
  const outcome = outcomeOfFailure(result);
  if (outcome.kind !== 'not-sent') return outcomeWithoutFile(result, 'Telegram');
  return { kind: 'later', detail: 'Telegram will give the file later', retryAfterMs: outcome.retryAfterMs };
}

function tooLarge(): FetchedFile {
  return { kind: 'refused', detail: 'The file is too large' };
}
