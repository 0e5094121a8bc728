import { z } from 'zod';
import type { StatusReport } from '../channel';
import { deliveryStatusOf } from './delivery-status';

const statusForm = z
  .looseObject({
    MessageSid: z.string().trim().default(''),
    SmsSid: z.string().trim().default(''),
    MessageStatus: z.string().trim().default(''),
    SmsStatus: z.string().trim().default(''),
    ErrorCode: z.string().trim().default(''),
  })
  .transform((form) => ({
    sid: form.MessageSid || form.SmsSid,
    status: form.MessageStatus || form.SmsStatus,
    code: form.ErrorCode,
  }))
  .refine((form) => form.sid !== '', { path: ['MessageSid'], message: 'is missing' })
  .refine((form) => form.status !== '', { path: ['MessageStatus'], message: 'is missing' });

const attemptId = z.uuid();

/** `ignored`: a state that says nothing about an outbound message; answer it and go on. */
export type StatusParse =
  { ok: true; report: StatusReport } | { ok: true; ignored: string } | { ok: false; problem: string };

/**
 * A delivery report from Twilio's form fields and the `a` parameter of the callback's URL. A foreign or absent
 * `a` is not an error: the message id alone then names the send.
 */
export function parseTwilioStatus(fields: unknown, attempt: unknown): StatusParse {
  const parsed = statusForm.safeParse(fields);
  if (!parsed.success) return { ok: false, problem: z.prettifyError(parsed.error) };
  const { sid, code } = parsed.data;
  const status = deliveryStatusOf(parsed.data.status);
  if (status === null) return { ok: true, ignored: 'a state Hilo has no word for' };
  const report: StatusReport = {
    channel: 'twilio',
    providerId: sid,
    attemptId: attemptId.safeParse(attempt).data ?? null,
    status,
    code: code === '' || code === '0' ? null : code,
  };
  return { ok: true, report };
}
