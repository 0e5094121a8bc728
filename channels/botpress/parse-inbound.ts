import { z } from 'zod';
import type { EpochMs } from '../../domain/time/moments';
import type { InboundMedia, InboundMessage } from '../channel';

const id = z
  .union([z.string().trim().min(1).max(200), z.number()], { error: 'is missing' })
  .transform(String);
const words = z.string().max(20_000).catch('');
const fileUrl = z.url({ protocol: /^https$/ }).max(2000);

const fileFields = [
  ['image', 'imageUrl'],
  ['audio', 'audioUrl'],
  ['video', 'videoUrl'],
  ['document', 'fileUrl'],
] as const;

const payload = z.looseObject({ text: words, title: words, value: words });
const NO_PAYLOAD = { text: '', title: '', value: '' };

/** Only what Hilo reads: a sender's own fields beside it are let through unread. */
const message = z.looseObject({
  /** Dedupes. */
  messageId: id,
  /** Routes: answers are posted back under it. */
  conversationId: id,
  name: words,
  text: words,
  payload: payload.catch(NO_PAYLOAD).default(NO_PAYLOAD),
});

export type InboundParse = { ok: true; message: InboundMessage } | { ok: false; problem: string };

/**
 * A message of a Botpress-style webhook: `{messageId, conversationId, text}`, or its words, file or choice in a
 * `payload`. The conversation is the address, for its sender knows the person by nothing else.
 */
export function parseBotpressInbound(
  body: unknown,
  arrival: { to: string; receivedAt: EpochMs },
): InboundParse {
  const parsed = message.safeParse(body);
  if (!parsed.success) return { ok: false, problem: z.prettifyError(parsed.error) };
  const { messageId, conversationId, name, text, payload } = parsed.data;
  const said: InboundMessage = {
    channel: 'botpress',
    providerId: messageId,
    from: conversationId,
    to: arrival.to,
    phone: null,
    profileName: name || null,
    text: text || payload.text || payload.title,
    receivedAt: arrival.receivedAt,
    ...(payload.value && { button: { id: payload.value } }),
  };
  const media = filesIn(payload);
  return { ok: true, message: media.length > 0 ? { ...said, media } : said };
}

function filesIn(payload: Record<string, unknown>): InboundMedia[] {
  return fileFields.flatMap(([kind, field]): InboundMedia[] => {
    const url = fileUrl.safeParse(payload[field]).data;
    if (url === undefined) return [];
    return [{ kind, providerFileId: url, mimeType: null, fileName: null, albumId: null }];
  });
}
