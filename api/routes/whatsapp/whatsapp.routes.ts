import { readPage } from '../../paging';
import { problem } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { presentSend } from '../sends/sends.presenter';
import { sendView } from '../sends/sends.schema';
import { sendTestMessage } from './send-test-message';
import { presentSender, presentTemplate } from './whatsapp.presenter';
import {
  sendersView,
  syncStartedView,
  templateListQuery,
  templatePage,
  testMessageBody,
} from './whatsapp.schema';

const DAY_MS = 86_400_000;

/** How the senders of an account fare, their templates, and a message to try them with. */
export const whatsAppRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/whatsapp',
    operationId: 'getSenders',
    summary:
      'Every channel and bot that the account sends by: health, webhook, limits, the last day, templates',
    tag: 'WhatsApp',
    access: 'sends:read',
    response: { status: 200, description: 'The senders', schema: sendersView },
    handler: async ({ accountId }, deps) => {
      const since = new Date(deps.now() - DAY_MS);
      const items = await deps.senders.list(accountId, deps.availableChannels, since);
      const hasSessions = items.some(({ channel }) => channel === 'whatsapp-web');
      const sessions = hasSessions ? ((await deps.bridgeSessions?.all()) ?? null) : null;
      return reply({ items: items.map((sender) => presentSender(sender, deps.publicBaseUrl, sessions)) });
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/whatsapp/templates',
    operationId: 'listTemplates',
    summary: 'Templates as their providers last told of them',
    tag: 'WhatsApp',
    access: 'sends:read',
    query: templateListQuery,
    response: { status: 200, description: 'A page', schema: templatePage },
    handler: async ({ accountId, query }, { messageTemplates }) => {
      const { limit, cursor, status = null, botId = null, template = null } = query;
      return reply(
        await readPage({
          limit,
          read: (count) =>
            messageTemplates.list({
              ...{ accountId, status, botId, template },
              ...{ after: cursor ?? null, limit: count },
            }),
          cursorOf: ({ id }) => id,
          present: presentTemplate,
        }),
      );
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/whatsapp/templates/sync',
    operationId: 'syncTemplates',
    summary:
      "Looks at the providers' lists of templates now, besides regularly; GET /api/whatsapp says how it went",
    tag: 'WhatsApp',
    access: 'sends:write',
    response: { status: 202, description: 'Started, or under way', schema: syncStartedView },
    handler: async ({ accountId }, { templateSyncer }) => {
      const { kind } = await templateSyncer.start(accountId);
      if (kind === 'unavailable')
        return problem('unavailable', 'Temporal cannot be reached. Nothing was done.');
      return reply({ state: 'started' as const });
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/whatsapp/test-messages',
    operationId: 'sendTestMessage',
    summary:
      'One message by a sender of the account; repeating it with its Idempotency-Key sends nothing more',
    tag: 'WhatsApp',
    access: 'sends:write',
    headers: {
      'Idempotency-Key': {
        required: true,
        description: 'Your own name for this message, 1 to 100 characters',
      },
    },
    body: json(testMessageBody),
    refusals: ['conflict', 'idempotency_key_reused'],
    response: { status: 202, description: 'Taken; the send tells how it goes on', schema: sendView },
    handler: async ({ accountId, body, header }, deps) => {
      const idempotencyKey = header('idempotency-key');
      const made = await sendTestMessage({ accountId, idempotencyKey, body }, deps);
      if (made.kind === 'problem') return made;
      return reply(presentSend(made.send), { headers: { location: `/api/sends/${made.send.id}` } });
    },
  }),
];
