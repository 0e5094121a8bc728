import { z } from 'zod';
import { meansOptOut } from '../../../channels/whatsapp-cloud/outcome';
import { parseWhatsAppCloudAccountEvents } from '../../../channels/whatsapp-cloud/parse-account-events';
import { parseWhatsAppCloudInbound } from '../../../channels/whatsapp-cloud/parse-inbound';
import { parseWhatsAppCloudStatuses } from '../../../channels/whatsapp-cloud/parse-status';
import { challengeOf } from '../../../channels/whatsapp-cloud/verify-handshake';
import { verifyMetaSignature } from '../../../channels/whatsapp-cloud/verify-signature';
import type { Logger } from '../../../observability/logger';
import type { ApiDeps } from '../../api-deps';
import { receiveAccountEvent } from '../../inbound/receive-account-event';
import { receiveMessage } from '../../inbound/receive-message';
import { receiveStatus } from '../../inbound/receive-status';
import { webhookNotVerified } from '../../problems';
import { defineRoute, reply, type Route } from '../../route';
import { botParams, fromPlatform, ownCredentials, readJson } from './bot-webhook';
import { eachAlone } from './each-alone';

const SIGNATURE_HEADER = 'x-hub-signature-256';
/** Meta's own limit of a webhook. */
const MAX_BYTES = 3 * 1024 * 1024;

const signedByMeta = fromPlatform('whatsapp-cloud', ({ header, rawBody }, bot) =>
  verifyMetaSignature({
    appSecret: ownCredentials(bot, 'whatsapp-cloud')?.appSecret ?? '',
    rawBody,
    signature: header(SIGNATURE_HEADER),
  }),
);

const shakesHands = fromPlatform('whatsapp-cloud', ({ url }, bot) => {
  const query = Object.fromEntries(new URL(url).searchParams);
  return challengeOf(query, ownCredentials(bot, 'whatsapp-cloud')?.verifyToken) !== null;
});

interface Addressee {
  accountId: string;
  botId: string;
  phoneNumberId: string;
}

/** Everything in one webhook of Meta's; what fails makes Meta send it all again, which harms nothing. */
async function receiveBatch(body: unknown, to: Addressee, deps: ApiDeps & { log: Logger }): Promise<void> {
  const { accountId, botId, phoneNumberId } = to;
  const inbound = parseWhatsAppCloudInbound(body, deps.now());
  const statuses = parseWhatsAppCloudStatuses(body);
  const account = parseWhatsAppCloudAccountEvents(body);
  if (!inbound.ok || !statuses.ok || !account.ok) {
    deps.log.warn({ botId }, 'a webhook of Meta could not be read');
    return;
  }
  for (const why of [...inbound.skipped, ...statuses.skipped]) deps.log.info({ botId, why }, 'item left out');
  // One app tells every number of its account at one address: another number is not this bot's to answer.
  const [own, foreign] = [true, false].map((mine) =>
    inbound.messages.filter((message) => (message.to === phoneNumberId) === mine),
  );
  if (foreign?.length)
    deps.log.warn({ botId, count: foreign.length }, 'messages to another number were left');
  await eachAlone([
    ...(own ?? []).map((message) => () => receiveMessage({ accountId, viaBot: botId }, message, deps)),
    ...statuses.reports.map(
      (report) => () => receiveStatus({ accountId, report, optedOut: meansOptOut(report.code) }, deps),
    ),
    ...account.events.map((event) => () => receiveAccountEvent(to, event, deps)),
  ]);
}

const handshakeQuery = z.looseObject({
  'hub.mode': z.string(),
  'hub.verify_token': z.string(),
  'hub.challenge': z.string(),
});

function routesAt(platform: 'whatsapp-cloud' | 'whatsapp', name: string): Route[] {
  const path = `/api/webhook/${platform}/{bot_id}` as const;
  return [
    defineRoute({
      method: 'get',
      path,
      operationId: `verify${name}`,
      summary: "Meta's handshake: answers the challenge to whoever knows the bot's verify token",
      tag: 'Webhooks',
      access: { webhook: shakesHands },
      params: botParams,
      query: handshakeQuery,
      response: { status: 200, description: 'The challenge', contentType: 'text/plain' },
      handler: ({ query }) => Promise.resolve(reply(query['hub.challenge'])),
    }),

    defineRoute({
      method: 'post',
      path,
      operationId: `receiveFrom${name}`,
      summary: 'Messages, delivery reports and account events of the WhatsApp Cloud API, in batches',
      tag: 'Webhooks',
      access: { webhook: signedByMeta },
      params: botParams,
      body: { type: 'bytes', contentType: 'application/json', maxBytes: MAX_BYTES },
      headers: { [SIGNATURE_HEADER]: { required: true, description: "Made with the app's secret" } },
      response: { status: 200, description: 'Received', contentType: 'text/plain' },
      handler: async ({ params: { bot_id: botId }, body, log }, deps) => {
        const bot = await deps.webhookBots.open('whatsapp-cloud', botId);
        const credentials = bot && ownCredentials(bot, 'whatsapp-cloud');
        if (!credentials) return webhookNotVerified();
        const { phoneNumberId } = credentials;
        await receiveBatch(
          readJson(body),
          { accountId: bot.accountId, botId, phoneNumberId },
          { ...deps, log },
        );
        return reply('');
      },
    }),
  ];
}

/** What Meta tells a bot; `whatsapp` is the older name of the platform. */
export const whatsAppCloudRoutes: readonly Route[] = [
  ...routesAt('whatsapp-cloud', 'WhatsAppCloud'),
  ...routesAt('whatsapp', 'WhatsApp'),
];
