import { z } from 'zod';
import type { EpochMs } from '../../domain/time/moments';
import type { InboundMedia, InboundMessage } from '../channel';
import { phoneOf } from '../whatsapp-id';
import { fromAddress } from './address';

const text = z.string().trim().default('');

/** Twilio's most; a WhatsApp message has one. */
const MOST_FILES = 10;
const KINDS = ['image', 'audio', 'video'] as const;

/** Only what Hilo reads: Twilio adds fields without notice, and those are let through unread. */
const inboundForm = z
  .looseObject({
    MessageSid: text,
    SmsMessageSid: text,
    From: text,
    To: text.refine((to) => to !== '', 'is missing'),
    WaId: text,
    ExternalUserId: text,
    ProfileName: text,
    Body: z.string().default(''),
    ButtonText: text,
    ButtonPayload: text,
    NumMedia: z.coerce.number().int().min(0).catch(0),
  })
  .transform((form) => ({ ...form, sid: form.MessageSid || form.SmsMessageSid, ...identityOf(form) }))
  .refine((form) => form.sid !== '', { path: ['MessageSid'], message: 'is missing' })
  .refine((form) => form.from !== '', { path: ['From'], message: 'names neither a number nor a user id' });

export type InboundParse = { ok: true; message: InboundMessage } | { ok: false; problem: string };

/** An inbound WhatsApp message from Twilio's form fields; `problem` names the fields that are wrong. */
export function parseTwilioInbound(fields: unknown, receivedAt: EpochMs): InboundParse {
  const parsed = inboundForm.safeParse(fields);
  if (!parsed.success) return { ok: false, problem: z.prettifyError(parsed.error) };
  const form = parsed.data;
  const media = mediaIn(form);
  const tapped = form.ButtonPayload || form.ButtonText;
  const message: InboundMessage = {
    channel: 'twilio',
    providerId: form.sid,
    from: form.from,
    to: fromAddress(form.To),
    phone: form.phone,
    ...(form.userId && { userId: form.userId }),
    profileName: form.ProfileName || null,
    text: form.Body || form.ButtonText,
    receivedAt,
    ...(media.length > 0 && { media }),
    ...(tapped !== '' && { button: { id: tapped } }),
  };
  return { ok: true, message };
}

/** The files of a message, at the addresses Twilio keeps them at. */
function mediaIn(form: { NumMedia: number; readonly [field: string]: unknown }): InboundMedia[] {
  const count = Math.min(form.NumMedia, MOST_FILES);
  return Array.from({ length: count }, (_, index) => {
    const mimeType = typeOf(form[`MediaContentType${index}`]);
    const url = z.string().safeParse(form[`MediaUrl${index}`]).data ?? '';
    return { kind: kindOf(mimeType), providerFileId: url, mimeType, fileName: null, albumId: null };
  }).filter(({ providerFileId }) => providerFileId !== '');
}

function typeOf(value: unknown): string | null {
  const [type = ''] = (z.string().safeParse(value).data ?? '').split(';');
  return type.trim().toLowerCase() || null;
}

function kindOf(mimeType: string | null): InboundMedia['kind'] {
  if (mimeType === 'image/webp') return 'sticker';
  const [family = ''] = (mimeType ?? '').split('/');
  return KINDS.find((kind) => kind === family) ?? 'document';
}

/** A person who hides the number is known by the user id alone, so the phone may be absent. */
function identityOf(form: { From: string; WaId: string; ExternalUserId: string }) {
  const sender = fromAddress(form.From);
  const phone = phoneOf(sender) ?? phoneOf(`+${form.WaId}`);
  const userId = fromAddress(form.ExternalUserId);
  return phone === null ? { phone, from: userId || sender } : { phone, from: phone, userId };
}
