import { z } from 'zod';
import { parseBotpressInbound } from '../../../channels/botpress/parse-inbound';
import { verifyBotpressSecret } from '../../../channels/botpress/verify-secret';
import { receiveMessage } from '../../inbound/receive-message';
import { problem, webhookNotVerified } from '../../problems';
import { defineRoute, reply, type Route } from '../../route';
import { botParams, fromPlatform, ownCredentials, readJson } from './bot-webhook';

const SECRET_HEADER = 'x-bp-secret';
const MAX_BYTES = 1024 * 1024;

const knowsTheSecret = fromPlatform('botpress', ({ header }, bot, shared) =>
  verifyBotpressSecret({
    expected: ownCredentials(bot, 'botpress')?.secret ?? shared.botpress ?? undefined,
    received: header(SECRET_HEADER),
  }),
);

const receivedView = z.strictObject({ id: z.uuid(), duplicate: z.boolean() });

/** What a Botpress-style program passes on to a bot. */
export const botpressBotRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/webhook/botpress/{bot_id}',
    operationId: 'receiveFromBotpressForBot',
    summary: 'A message {messageId, conversationId, text}; the bot answers at its callback address',
    tag: 'Webhooks',
    access: { webhook: knowsTheSecret },
    params: botParams,
    body: { type: 'bytes', contentType: 'application/json', maxBytes: MAX_BYTES },
    headers: { [SECRET_HEADER]: { required: true, description: "The secret of the bot's credentials" } },
    response: { status: 200, description: 'Received', schema: receivedView },
    handler: async ({ params: { bot_id: viaBot }, body }, deps) => {
      const bot = await deps.webhookBots.open('botpress', viaBot);
      if (!bot) return webhookNotVerified();
      const arrival = { to: viaBot, receivedAt: deps.now() };
      const parsed = parseBotpressInbound(readJson(body), arrival);
      if (!parsed.ok) return problem('invalid_request', parsed.problem);
      const { accountId } = bot;
      return reply(await receiveMessage({ accountId, viaBot }, parsed.message, deps));
    },
  }),
];
