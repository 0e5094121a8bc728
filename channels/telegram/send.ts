import type { Accepted, NotSent, SendOutcome } from '../../domain/messaging/outcome';
import type { OutboundFile, OutboundMessage } from '../channel';
import type { Answer, Exchange } from '../http-exchange';
import { multipart } from '../multipart';
import type { FormFile } from '../multipart';
import { callMethod } from './line';
import type { TelegramLine } from './line';
import { FILE_ID_UNKNOWN, outcomeOfFailure } from './outcome';
import { rememberFiles } from './remember-files';
import { sentMessages } from './sent-messages';
import { toTelegram } from './to-provider';
import type { TelegramCall } from './to-provider';

const READ_RETRY_MS = 5_000;

/**
 * Sends one message, with one call, or with none when the content cannot go. A file that Telegram no longer knows
 * by its id was refused with the whole message, so the message goes once more with the file itself.
 */
export async function sendThroughTelegram(
  line: TelegramLine,
  message: OutboundMessage,
): Promise<SendOutcome> {
  const outcome = await attempt(line, message);
  const known = message.files?.some(({ platformFileId }) => platformFileId !== null) ?? false;
  if (!known || outcome.kind !== 'rejected' || outcome.code !== FILE_ID_UNKNOWN) return outcome;
  return attempt(line, { ...message, files: message.files?.map(forgotten) ?? [] });
}

async function attempt(line: TelegramLine, message: OutboundMessage): Promise<SendOutcome> {
  const request = toTelegram(message);
  if (!request.ok) return request.refusal;
  const result = await perform(line, request.call);
  if (result.kind === 'not-sent') return result;
  if (result.kind !== 'answered' || result.status !== 200) return outcomeOfFailure(result);
  return outcomeOfSuccess(result, request.call);
}

async function perform(
  line: TelegramLine,
  { method, parameters, uploads }: TelegramCall,
): Promise<Exchange | NotSent> {
  if (uploads.length === 0) return callMethod(line, method, parameters);
  const files: FormFile[] = [];
  for (const { field, file } of uploads) {
    const bytes = await bytesOf(file);
    if (bytes === null) {
      const detail = 'The file could not be read from where it is kept';
      return { kind: 'not-sent', detail, retryAfterMs: READ_RETRY_MS };
    }
    files.push({ field, bytes, fileName: file.fileName, mimeType: file.mimeType });
  }
  const form = await multipart(fieldsOf(parameters), files);
  return line.exchange({
    method: 'POST',
    url: `${line.methodsUrl}/${method}`,
    headers: { 'content-type': form.contentType },
    bodyBytes: form.body,
    timeoutMs: line.timeouts.fileMs,
  });
}

/** In a form, everything that is no text is JSON (core.telegram.org/bots/api, making requests). */
function fieldsOf(parameters: TelegramCall['parameters']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

/** Nothing has left yet, so a store that cannot be read is a reason to wait and not a send of unknown fate. */
async function bytesOf(file: OutboundFile): Promise<Buffer | null> {
  try {
    return await file.read();
  } catch {
    return null;
  }
}

/** Message ids count from 1 in every chat, so only chat and message together name one; of an album the first. */
async function outcomeOfSuccess(answer: Answer, call: TelegramCall): Promise<SendOutcome> {
  const sent = sentMessages(answer.text);
  const [first] = sent;
  if (!first) return { kind: 'unknown', detail: 'Telegram answered without a message id' };
  await rememberFiles(call, sent);
  const accepted: Accepted = { kind: 'accepted', providerId: `${first.chat.id}:${first.message_id}` };
  return accepted;
}

function forgotten(file: OutboundFile): OutboundFile {
  return { ...file, platformFileId: null };
}
