import { readPage } from '../../paging';
import { notFound } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { cancelSend } from './cancel-send';
import { createSend } from './create-send';
import { presentSend, presentSummary } from './sends.presenter';
import {
  createSendBody,
  sendListQuery,
  sendPage,
  sendParams,
  sendSummaryView,
  sendView,
} from './sends.schema';

/** Outbound messages, whatever asked for them. */
export const sendRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/sends',
    operationId: 'listSends',
    summary: 'Sends, newest first',
    tag: 'Sends',
    access: 'sends:read',
    query: sendListQuery,
    response: { status: 200, description: 'A page', schema: sendPage },
    handler: async ({ accountId, query: { limit, cursor, ...filter } }, { sendLists }) =>
      reply(
        await readPage({
          limit,
          read: (count) => sendLists.list({ accountId, ...filter, before: cursor ?? null, limit: count }),
          cursorOf: (send) => send.id,
          present: presentSend,
        }),
      ),
  }),

  defineRoute({
    method: 'get',
    path: '/api/sends/summary',
    operationId: 'summarizeSends',
    summary: 'How many sends are in each state',
    tag: 'Sends',
    access: 'sends:read',
    response: { status: 200, description: 'The counts', schema: sendSummaryView },
    handler: async ({ accountId }, { sendLists }) =>
      reply(presentSummary(await sendLists.summary(accountId))),
  }),

  defineRoute({
    method: 'get',
    path: '/api/sends/{id}',
    operationId: 'getSend',
    summary: 'One send',
    tag: 'Sends',
    access: 'sends:read',
    params: sendParams,
    response: { status: 200, description: 'The send', schema: sendView },
    handler: async ({ accountId, params }, { sendLists }) => {
      const send = await sendLists.get(accountId, params.id);
      return send ? reply(presentSend(send)) : notFound('send');
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/sends',
    operationId: 'createSend',
    summary: 'Sends one message; repeating the request with its Idempotency-Key sends nothing more',
    tag: 'Sends',
    access: 'sends:write',
    headers: {
      'Idempotency-Key': {
        required: true,
        description: 'Your own name for this message, 1 to 100 characters',
      },
    },
    body: json(createSendBody),
    refusals: ['not_found', 'conflict', 'idempotency_key_reused'],
    response: { status: 202, description: 'Taken; the send tells how it goes on', schema: sendView },
    handler: async ({ accountId, body, header }, deps) => {
      const made = await createSend({ accountId, idempotencyKey: header('idempotency-key'), body }, deps);
      if (made.kind === 'problem') return made;
      const headers = {
        location: `/api/sends/${made.send.id}`,
        'idempotency-replayed': String(made.repeated),
      };
      return reply(presentSend(made.send), { headers });
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/sends/{id}/cancel',
    operationId: 'cancelSend',
    summary: 'Cancels a send that is still reserved',
    tag: 'Sends',
    access: 'sends:write',
    params: sendParams,
    refusals: ['conflict'],
    response: { status: 200, description: 'The cancelled send', schema: sendView },
    handler: async ({ accountId, params }, deps) => {
      const cancelled = await cancelSend(accountId, params.id, deps);
      return cancelled.kind === 'problem' ? cancelled : reply(presentSend(cancelled.send));
    },
  }),
];
