import { z } from 'zod';
import type { FormFields } from '../../../channels/twilio/form-fields';
import { meansOptOut } from '../../../channels/twilio/outcome';
import { parseTwilioInbound } from '../../../channels/twilio/parse-inbound';
import { parseTwilioStatus } from '../../../channels/twilio/parse-status';
import { replyTwiml } from '../../../channels/twilio/reply-twiml';
import { verifyTwilioSignature } from '../../../channels/twilio/verify-signature';
import type { ApiDeps } from '../../api-deps';
import { receiveMessage, type Arrival } from '../../inbound/receive-message';
import { receiveStatus } from '../../inbound/receive-status';
import { problem } from '../../problems';
import { reply, type WebhookRequest } from '../../route';

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

/** A message from Twilio, where it came in, and where the reports of its replies are to go. */
export interface TwilioArrival {
  fields: FormFields;
  arrival: Arrival;
  statusPath?: string;
  /** Aborts when Twilio no longer waits. */
  signal: AbortSignal;
}

/** The answer carries the reply when it is ready in time; otherwise it is empty, and the reply follows by the API. */
export async function receiveFromTwilio(
  { fields, arrival, statusPath, signal }: TwilioArrival,
  deps: ApiDeps,
) {
  const parsed = parseTwilioInbound(fields, deps.now());
  if (!parsed.ok) return problem('invalid_request', parsed.problem);
  const replies = await deps.inlineReplies.during(
    (replyBy) => receiveMessage({ ...arrival, replyBy }, parsed.message, deps),
    signal,
  );
  return reply(replyTwiml(replies, { publicBaseUrl: deps.publicBaseUrl, statusPath }));
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
