import type { SentMessage } from './sent-messages';
import { fileIdOf } from './sent-messages';
import type { TelegramCall } from './to-provider';

/**
 * Keeps Telegram's ids of the files that just went up; they have no end. An id that cannot be kept costs an upload
 * the next time, and must not cost this message.
 */
export async function rememberFiles(
  { parameters, uploads }: TelegramCall,
  sent: readonly SentMessage[],
): Promise<void> {
  for (const { field, file } of uploads) {
    // An album answers with its messages in the order of its entries; anything else with one.
    const place = parameters.media?.findIndex(({ media }) => media === `attach://${field}`) ?? 0;
    const message = sent[place];
    const fileId = message ? fileIdOf(message) : null;
    if (fileId === null) continue;
    await file.remember(fileId, null).catch(() => undefined);
  }
}
