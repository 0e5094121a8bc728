import { twilioStatusPath } from '../../../channels/twilio/from-credentials';
import { webhookNotVerified } from '../../problems';
import { defineRoute, form, type Route } from '../../route';
import { botParams, fromPlatform, ownCredentials } from './bot-webhook';
import {
  isSignedByTwilio,
  receiveFromTwilio,
  receiveStatusFromTwilio,
  statusQuery,
  twilioFields,
} from './receive-from-twilio';

const signedByTwilio = fromPlatform('twilio', (request, bot, shared) =>
  isSignedByTwilio(request, ownCredentials(bot, 'twilio')?.authToken ?? shared.twilio),
);

const common = {
  method: 'post',
  tag: 'Webhooks',
  access: { webhook: signedByTwilio },
  params: botParams,
  body: form(twilioFields),
} as const;

/** What Twilio tells of a bot's own number. */
export const twilioBotRoutes: readonly Route[] = [
  defineRoute({
    ...common,
    path: '/api/webhook/twilio/{bot_id}',
    operationId: 'receiveFromTwilioForBot',
    summary: "A WhatsApp message from Twilio, to a bot's own number",
    response: { status: 200, description: 'TwiML: the reply, or nothing', contentType: 'text/xml' },
    handler: async ({ params: { bot_id: viaBot }, body: fields, signal }, deps) => {
      const bot = await deps.webhookBots.open('twilio', viaBot);
      if (!bot) return webhookNotVerified();
      const arrival = { accountId: bot.accountId, viaBot };
      return receiveFromTwilio({ fields, signal, arrival, statusPath: twilioStatusPath(viaBot) }, deps);
    },
  }),

  defineRoute({
    ...common,
    path: '/api/webhook/twilio/{bot_id}/status',
    operationId: 'receiveStatusFromTwilioForBot',
    summary: "A delivery report from Twilio, of a bot's own number",
    query: statusQuery,
    response: { status: 204, description: 'Merged' },
    handler: async ({ params: { bot_id: botId }, body, query }, deps) => {
      const bot = await deps.webhookBots.open('twilio', botId);
      if (!bot) return webhookNotVerified();
      return receiveStatusFromTwilio(body, { accountId: bot.accountId, attempt: query.a }, deps);
    },
  }),
];
