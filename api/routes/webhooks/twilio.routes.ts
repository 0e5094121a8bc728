import { z } from 'zod';
import type { FormFields } from '../../../channels/twilio/form-fields';
import { parseTwilioInbound } from '../../../channels/twilio/parse-inbound';
import { parseTwilioStatus } from '../../../channels/twilio/parse-status';
import { verifyTwilioSignature } from '../../../channels/twilio/verify-signature';
import type { ApiDeps } from '../../api-deps';
import { receiveMessage } from '../../inbound/receive-message';
import { problem } from '../../problems';
import { defineRoute, form, reply, type Route, type WebhookVerifier } from '../../route';

/** What Twilio takes as "received, nothing to say": answers go out through the send ledger. */
const EMPTY_TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

const signedByTwilio: WebhookVerifier = ({ url, header, rawBody }, { webhookSecrets }) =>
  verifyTwilioSignature({
    authToken: webhookSecrets.twilioAuthToken ?? '',
    url,
    rawBody,
    signature: header('x-twilio-signature'),
    contentType: header('content-type'),
  });

/** Twilio adds fields without notice; which of them count, its channel knows. */
const formFields = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

async function receiveFromTwilio({ body }: { body: FormFields }, deps: ApiDeps) {
  const parsed = parseTwilioInbound(body, deps.now());
  if (!parsed.ok) return problem('invalid_request', parsed.problem);
  const account = await deps.accounts.first();
  if (!account) return problem('unavailable', 'There is no account yet to receive the message.');
  await receiveMessage(account.id, parsed.message, deps);
  return reply(EMPTY_TWIML);
}

const common = {
  method: 'post',
  tag: 'Webhooks',
  access: { webhook: signedByTwilio },
  body: form(formFields),
} as const;
const inbound = {
  ...common,
  response: { status: 200, description: 'Received; empty TwiML', contentType: 'text/xml' },
  handler: receiveFromTwilio,
} as const;

/** What Twilio tells us; each delivery may come again, at any time and in any order. */
export const twilioRoutes: readonly Route[] = [
  defineRoute({
    ...inbound,
    path: '/api/webhook/twilio',
    operationId: 'receiveFromTwilio',
    summary: 'A WhatsApp message from Twilio',
  }),

  defineRoute({
    ...inbound,
    path: '/whatsapp',
    operationId: 'receiveFromTwilioAtOldAddress',
    summary: 'The same, at the address that older set-ups have configured',
  }),

  defineRoute({
    ...common,
    path: '/api/webhook/twilio/status',
    operationId: 'receiveStatusFromTwilio',
    summary: 'A delivery report from Twilio',
    query: z.looseObject({
      a: z.string().optional().meta({ description: 'The attempt, as we put it into the callback' }),
    }),
    response: { status: 204, description: 'Merged' },
    handler: async ({ body, query }, { sendLedger, now }) => {
      const parsed = parseTwilioStatus(body, query.a);
      if (!parsed.ok) return problem('invalid_request', parsed.problem);
      if ('report' in parsed) await sendLedger.merge({ ...parsed.report, at: now() });
      return reply(undefined);
    },
  }),
];
