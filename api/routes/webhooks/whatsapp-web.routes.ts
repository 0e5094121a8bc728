import { parseBridgeEvent, type BridgeNews } from '../../../channels/whatsapp-web/parse-inbound';
import { SIGNATURE_HEADER } from '../../../channels/whatsapp-web/sign-body';
import { verifyBridgeSignature } from '../../../channels/whatsapp-web/verify-signature';
import type { ApiDeps } from '../../api-deps';
import { receiveMessage } from '../../inbound/receive-message';
import { receiveStatus } from '../../inbound/receive-status';
import { webhookNotVerified } from '../../problems';
import { defineRoute, reply, type Route, type WebhookVerifier } from '../../route';
import { botParams, readJson } from './bot-webhook';

const MAX_BYTES = 1024 * 1024;

const signedByBridge: WebhookVerifier = ({ header, params, rawBody }, { webhookBots, webhookSecrets }) => {
  const botId = params['bot_id'] ?? '';
  const signature = header(SIGNATURE_HEADER);
  return webhookBots.verify('whatsapp-web', botId, () =>
    verifyBridgeSignature({ token: webhookSecrets.whatsappWebToken, botId, rawBody, signature }),
  );
};

async function follow(news: BridgeNews, at: { accountId: string; botId: string }, deps: ApiDeps) {
  const { accountId, botId: viaBot } = at;
  switch (news.kind) {
    case 'message':
      await receiveMessage({ accountId, viaBot }, news.message, deps);
      return;
    case 'status':
      await receiveStatus({ accountId, report: news.report, optedOut: false }, deps);
      return;
    case 'ignored':
      return;
  }
}

/** What the bridge to WhatsApp Web tells of a bot's number. It repeats what is not answered with 2xx. */
export const whatsAppWebRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/webhook/whatsapp-web/{bot_id}',
    operationId: 'receiveFromWhatsAppWeb',
    summary: 'A message or a receipt from the bridge to WhatsApp Web',
    tag: 'Webhooks',
    access: { webhook: signedByBridge },
    params: botParams,
    body: { type: 'bytes', contentType: 'application/json', maxBytes: MAX_BYTES },
    headers: { [SIGNATURE_HEADER]: { required: true, description: "Made with the bridge's token" } },
    response: { status: 200, description: 'Received', contentType: 'text/plain' },
    handler: async ({ params: { bot_id: botId }, body, log }, deps) => {
      const bot = await deps.webhookBots.open('whatsapp-web', botId);
      if (!bot) return webhookNotVerified();
      const parsed = parseBridgeEvent(readJson(body));
      if (parsed.ok) await follow(parsed.news, { accountId: bot.accountId, botId }, deps);
      else log.warn({ botId, problem: parsed.problem }, 'an event of the bridge could not be read');
      return reply('');
    },
  }),
];
