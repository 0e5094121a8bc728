import { z } from 'zod';
import type { EpochMs } from '../../domain/time/moments';
import type { InboundMessage } from '../channel';
import { phoneOf } from '../whatsapp-id';
import { fromAddress } from './address';

const text = z.string().trim().default('');

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
  const message: InboundMessage = {
    channel: 'twilio',
    providerId: form.sid,
    from: form.from,
    to: fromAddress(form.To),
    phone: form.phone,
    profileName: form.ProfileName || null,
    text: form.Body || form.ButtonText,
    receivedAt,
  };
  return { ok: true, message };
}

/** A person who hides the number is known by the user id alone, so the phone may be absent. */
function identityOf(form: { From: string; WaId: string; ExternalUserId: string }) {
  const sender = fromAddress(form.From);
  const phone = phoneOf(sender) ?? phoneOf(`+${form.WaId}`);
  return { phone, from: phone ?? (fromAddress(form.ExternalUserId) || sender) };
}
