import { z } from 'zod';
import { FILE_KINDS } from '../../domain/messaging/content';
import type { EpochMs } from '../../domain/time/moments';
import type { InboundMedia, InboundMessage } from '../channel';

const id = z
  .union([z.string().trim().min(1).max(200), z.number()], { error: 'is missing' })
  .transform(String);
const words = z.string().max(20_000).catch('');
const fileUrl = z.url({ protocol: /^https$/, error: 'an https address' }).max(2000);
const phone = z.string().regex(/^\+[1-9]\d{6,14}$/);

const notTold = { kind: 'document' as const, mimeType: null, fileName: null };
/** A file by its address alone, or with what the sender knows of it; the bytes say what it is in the end. */
const file = z.union([
  fileUrl.transform((url) => ({ ...notTold, url })),
  z.looseObject({
    url: fileUrl,
    kind: z.enum(FILE_KINDS).catch('document'),
    mimeType: z.string().max(200).nullable().catch(null),
    fileName: z.string().max(255).nullable().catch(null),
  }),
]);

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
  /** E.164. */
  phone: phone.nullable().catch(null).default(null),
  text: words,
  /** The id of an option that was tapped. */
  choice: words,
  media: z.array(file).max(10).default([]),
  payload: payload.catch(NO_PAYLOAD).default(NO_PAYLOAD),
});

type Message = z.infer<typeof message>;

export type InboundParse = { ok: true; message: InboundMessage } | { ok: false; problem: string };

/**
 * A message of a Botpress-style webhook: `{messageId, conversationId, text, choice, media, name, phone}`, or its
 * words, file or choice in a `payload`, as Botpress has them. The conversation is the address, for answers are posted back under it.
 */
export function parseBotpressInbound(
  body: unknown,
  arrival: { to: string; receivedAt: EpochMs },
): InboundParse {
  const parsed = message.safeParse(body);
  if (!parsed.success) return { ok: false, problem: z.prettifyError(parsed.error) };
  const { messageId, conversationId, name, phone, payload } = parsed.data;
  const choice = parsed.data.choice || payload.value;
  const media = filesOf(parsed.data);
  const said: InboundMessage = {
    channel: 'botpress',
    providerId: messageId,
    from: conversationId,
    to: arrival.to,
    phone,
    profileName: name || null,
    text: parsed.data.text || payload.text || payload.title,
    receivedAt: arrival.receivedAt,
    ...(choice && { button: { id: choice } }),
    ...(media.length > 0 && { media }),
  };
  return { ok: true, message: said };
}

function filesOf({ media, payload }: Message): InboundMedia[] {
  const named = media.map(({ url, kind, mimeType, fileName }): InboundMedia => {
    return { kind, providerFileId: url, mimeType, fileName, albumId: null };
  });
  return [...named, ...filesIn(payload)];
}

function filesIn(payload: Record<string, unknown>): InboundMedia[] {
  return fileFields.flatMap(([kind, field]): InboundMedia[] => {
    const url = fileUrl.safeParse(payload[field]).data;
    if (url === undefined) return [];
    return [{ kind, providerFileId: url, mimeType: null, fileName: null, albumId: null }];
  });
}
