import { z } from 'zod';
import type { FormFields } from '../../../channels/twilio/form-fields';
import { meansOptOut } from '../../../channels/twilio/outcome';
import { parseTwilioInbound } from '../../../channels/twilio/parse-inbound';
import { parseTwilioStatus } from '../../../channels/twilio/parse-status';
import { verifyTwilioSignature } from '../../../channels/twilio/verify-signature';
import type { ApiDeps } from '../../api-deps';
import { receiveMessage, type Arrival } from '../../inbound/receive-message';
import { receiveStatus } from '../../inbound/receive-status';
import { problem } from '../../problems';
import { reply, type WebhookRequest } from '../../route';

/** What Twilio takes as "received, nothing to say": answers go out through the send ledger. */
const EMPTY_TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

/** Twilio adds fields without notice; which of them count, its channel knows. */
export const twilioFields = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

export const statusQuery = z.looseObject({
  a: z.string().optional().meta({ description: 'The attempt, as we put it into the callback' }),
});

export function isSignedByTwilio(
  { url, header, rawBody }: WebhookRequest,
  authToken: string | null,
): boolean {
  return verifyTwilioSignature({
    authToken: authToken ?? '',
    url,
    rawBody,
    signature: header('x-twilio-signature'),
    contentType: header('content-type'),
  });
}

export async function receiveFromTwilio(fields: FormFields, arrival: Arrival, deps: ApiDeps) {
  const parsed = parseTwilioInbound(fields, deps.now());
  if (!parsed.ok) return problem('invalid_request', parsed.problem);
  await receiveMessage(arrival, parsed.message, deps);
  return reply(EMPTY_TWIML);
}

/** `accountId` is null for the sending number of the environment, which every account shares. */
export async function receiveStatusFromTwilio(
  fields: FormFields,
  { accountId, attempt }: { accountId: string | null; attempt: string | undefined },
  deps: ApiDeps,
) {
  const parsed = parseTwilioStatus(fields, attempt);
  if (!parsed.ok) return problem('invalid_request', parsed.problem);
  if ('report' in parsed) {
    const { report } = parsed;
    await receiveStatus({ accountId, report, optedOut: meansOptOut(report.code) }, deps);
  }
  return reply(undefined);
}
