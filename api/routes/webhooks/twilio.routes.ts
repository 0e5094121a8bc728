import type { FormFields } from '../../../channels/twilio/form-fields';
import type { ApiDeps } from '../../api-deps';
import { problem } from '../../problems';
import { defineRoute, form, type Route, type WebhookVerifier } from '../../route';
import {
  isSignedByTwilio,
  receiveFromTwilio,
  receiveStatusFromTwilio,
  statusQuery,
  twilioFields,
} from './receive-from-twilio';

const signedByTwilio: WebhookVerifier = (request, { webhookSecrets }) =>
  isSignedByTwilio(request, webhookSecrets.twilioAuthToken);

/** The number of the environment belongs to the first account. */
async function receiveForFirstAccount(
  { body: fields, signal }: { body: FormFields; signal: AbortSignal },
  deps: ApiDeps,
) {
  const account = await deps.accounts.first();
  if (!account) return problem('unavailable', 'There is no account yet to receive the message.');
  return receiveFromTwilio({ fields, signal, arrival: { accountId: account.id } }, deps);
}

const common = {
  method: 'post',
  tag: 'Webhooks',
  access: { webhook: signedByTwilio },
  body: form(twilioFields),
} as const;
const inbound = {
  ...common,
  response: { status: 200, description: 'TwiML: the reply, or nothing', contentType: 'text/xml' },
  handler: receiveForFirstAccount,
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
    query: statusQuery,
    response: { status: 204, description: 'Merged' },
    handler: ({ body, query }, deps) =>
      receiveStatusFromTwilio(body, { accountId: null, attempt: query.a }, deps),
  }),
];
