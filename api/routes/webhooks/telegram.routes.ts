import { parseTelegramUpdate, type TelegramEvent } from '../../../channels/telegram/parse-inbound';
import { botIdOf } from '../../../channels/telegram/bot-id';
import { verifyTelegramSecret } from '../../../channels/telegram/verify-secret';
import { TELEGRAM_WEBHOOK_ANSWER } from '../../../channels/telegram/webhook-answer';
import type { ApiDeps } from '../../api-deps';
import { receiveBlock } from '../../inbound/receive-block';
import { receiveMessage } from '../../inbound/receive-message';
import { webhookNotVerified } from '../../problems';
import { defineRoute, reply, type Route } from '../../route';
import { botParams, fromPlatform, ownCredentials, readJson } from './bot-webhook';

const SECRET_HEADER = 'x-telegram-bot-api-secret-token';
const MAX_BYTES = 1024 * 1024;

const knowsTheSecret = fromPlatform('telegram', ({ header }, bot) =>
  verifyTelegramSecret({
    expected: ownCredentials(bot, 'telegram')?.webhookSecret,
    received: header(SECRET_HEADER),
  }),
);

async function follow(event: TelegramEvent, at: { accountId: string; botId: string }, deps: ApiDeps) {
  const { accountId, botId } = at;
  switch (event.kind) {
    case 'message':
      await receiveMessage({ accountId, viaBot: botId }, event.message, deps);
      return;
    case 'blocked':
    case 'unblocked':
      await receiveBlock({ accountId, ...event }, deps);
      return;
    case 'ignored':
      return;
  }
}

/** What Telegram tells a bot. It repeats whatever is not answered with 2xx, so only our own failures are not. */
export const telegramRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/webhook/telegram/{bot_id}',
    operationId: 'receiveFromTelegram',
    summary: "An update from Telegram's Bot API",
    tag: 'Webhooks',
    access: { webhook: knowsTheSecret },
    params: botParams,
    body: { type: 'bytes', contentType: 'application/json', maxBytes: MAX_BYTES },
    headers: {
      [SECRET_HEADER]: { required: true, description: 'What setWebhook was given as secret_token' },
    },
    response: { status: 200, description: 'Received', contentType: 'application/json' },
    handler: async ({ params: { bot_id: botId }, body, log }, deps) => {
      const bot = await deps.webhookBots.open('telegram', botId);
      const credentials = bot && ownCredentials(bot, 'telegram');
      if (!credentials) return webhookNotVerified();
      const arrival = { botId: botIdOf(credentials.botToken), receivedAt: deps.now() };
      const parsed = parseTelegramUpdate(readJson(body), arrival);
      if (parsed.ok) await follow(parsed.event, { accountId: bot.accountId, botId }, deps);
      else log.warn({ botId, problem: parsed.problem }, 'an update of Telegram could not be read');
      return reply(TELEGRAM_WEBHOOK_ANSWER);
    },
  }),
];
