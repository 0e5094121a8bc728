import { z } from 'zod';

const file = z.looseObject({ file_id: z.string().min(1) });
const fileOrNone = file.optional().catch(undefined);

const message = z.looseObject({
  message_id: z.int(),
  chat: z.looseObject({ id: z.int() }),
  photo: z.array(file).optional().catch(undefined),
  video: fileOrNone,
  animation: fileOrNone,
  audio: fileOrNone,
  voice: fileOrNone,
  document: fileOrNone,
});
/** A message as Telegram shows it to the bot that just sent it. */
export type SentMessage = z.infer<typeof message>;

const sentBody = z.looseObject({
  ok: z.literal(true),
  result: z.union([z.array(message), message.transform((one) => [one])]),
});

/** The messages that a call made, in their order; none where the answer shows none. */
export function sentMessages(text: string): SentMessage[] {
  try {
    return sentBody.parse(JSON.parse(text)).result;
  } catch {
    return [];
  }
}

/**
 * The id under which the bot can send the message's file again. Telegram decides what a file is: an animation, a
 * voice or a document may come of what was sent as a video or as audio.
 */
export function fileIdOf(sent: SentMessage): string | null {
  const { photo, video, animation, audio, voice, document } = sent;
  const found = photo?.at(-1) ?? video ?? animation ?? audio ?? voice ?? document;
  return found?.file_id ?? null;
}
