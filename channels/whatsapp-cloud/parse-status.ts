import { z } from 'zod';
import type { StatusReport } from '../channel';
import { deliveryStatusOf } from './delivery-status';
import { changesIn, problemOf } from './webhook-body';

const statusesValue = z.looseObject({ statuses: z.array(z.unknown()).default([]) });
const status = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  biz_opaque_callback_data: z.unknown().optional(),
  errors: z.array(z.looseObject({ code: z.coerce.string() })).default([]),
});
const attemptId = z.uuid();

/** `skipped` says of each item that is no delivery report why it is none; the others are not held up by it. */
export type StatusParse =
  { ok: true; reports: StatusReport[]; skipped: string[] } | { ok: false; problem: string };

/**
 * The delivery reports of one webhook, in no promised order: `delivered` may come after `read`, or never. What
 * does not name an attempt of ours names the send by the message id alone.
 */
export function parseWhatsAppCloudStatuses(body: unknown): StatusParse {
  const parsed = changesIn(body);
  if (!parsed.ok) return parsed;
  const reports: StatusReport[] = [];
  const skipped: string[] = [];
  for (const { field, value } of parsed.changes) {
    if (field !== 'messages') continue;
    for (const raw of statusesValue.safeParse(value).data?.statuses ?? []) {
      const report = toReport(raw);
      if (typeof report === 'string') skipped.push(report);
      else reports.push(report);
    }
  }
  return { ok: true, reports, skipped };
}

/** One report, or why it is none. */
function toReport(raw: unknown): StatusReport | string {
  const parsed = status.safeParse(raw);
  if (!parsed.success) return problemOf('status', parsed.error);
  const { id, errors, biz_opaque_callback_data: echoed } = parsed.data;
  const meaning = deliveryStatusOf(parsed.data.status);
  if (meaning === null) return 'status: a state Hilo has no word for';
  return {
    channel: 'whatsapp-cloud',
    providerId: id,
    attemptId: attemptId.safeParse(echoed).data ?? null,
    status: meaning,
    code: errors[0]?.code ?? null,
  };
}
