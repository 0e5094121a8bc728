import { z } from 'zod';
import { refusalOfRetry } from '../../../domain/messaging/queue-state';
import { pageFields, pageOf, readPage } from '../../paging';
import { notFound, problem, type ProblemCode } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { cancelSend } from '../sends/cancel-send';
import { createSend } from '../sends/create-send';
import { presentParked, presentQueued } from './queue.presenter';
import {
  enqueueBody,
  parkedView,
  queuedView,
  queuePage,
  queueParams,
  queueQuery,
  retryBody,
} from './queue.schema';

/** A clock that is a little behind is no mistake. */
const PAST_MS = 60_000;

const reading = { method: 'get', tag: 'Queue', access: 'sends:read' } as const;
const writing = { method: 'post', tag: 'Queue', access: 'sends:write' } as const;
const one = {
  ...writing,
  params: queueParams,
  refusals: ['conflict'] as ProblemCode[],
} as const;
const answered = { status: 200, description: 'The message as it is now', schema: queuedView } as const;

/** Seed 003's message queue: every send of the ledger in its words. */
export const queueRoutes: readonly Route[] = [
  defineRoute({
    ...reading,
    path: '/api/queue',
    operationId: 'listQueue',
    summary: 'Messages, newest first, with how many are in each state and how long the oldest has waited',
    query: queueQuery,
    response: { status: 200, description: 'A page', schema: queuePage },
    handler: async ({ accountId, query: { limit, cursor, ...filter } }, { sendQueue, now }) => {
      const at = now();
      const { counts, oldestAt } = await sendQueue.counts(accountId, at);
      const page = await readPage({
        limit,
        read: (count) => sendQueue.list({ accountId, ...filter, before: cursor ?? null, limit: count }),
        cursorOf: ({ id }) => id,
        present: presentQueued,
      });
      return reply({
        ...page,
        counts,
        oldestSeconds: oldestAt === null ? null : Math.floor((at - oldestAt) / 1000),
      });
    },
  }),

  defineRoute({
    ...writing,
    path: '/api/queue',
    operationId: 'enqueueMessage',
    summary: 'Enqueues one message, for now or for a time; its Idempotency-Key never sends twice',
    headers: {
      'Idempotency-Key': {
        required: true,
        description: 'Your own name for this message, 1 to 100 characters',
      },
    },
    body: json(enqueueBody),
    refusals: ['not_found', 'conflict', 'idempotency_key_reused'],
    response: { status: 202, description: 'It is in the queue', schema: queuedView },
    handler: async ({ accountId, body: { at, ...body }, header }, deps) => {
      const scheduledFor = at === undefined ? null : Date.parse(at);
      if (scheduledFor !== null && scheduledFor < deps.now() - PAST_MS) {
        return problem('invalid_request', 'The time lies in the past: leave "at" out to send at once.');
      }
      const idempotencyKey = header('idempotency-key');
      const made = await createSend({ accountId, idempotencyKey, body, scheduledFor }, deps);
      return made.kind === 'problem' ? made : reply(presentQueued(made.send));
    },
  }),

  defineRoute({
    ...reading,
    path: '/api/queue/parked',
    operationId: 'listParked',
    summary: 'Messages, out or in, that failed in Hilo itself again and again and hold up nobody any more',
    query: z.strictObject(pageFields),
    response: { status: 200, description: 'A page', schema: pageOf(parkedView) },
    handler: async ({ accountId, query: { limit, cursor } }, { parkedMessages }) => {
      const read = (count: number) => parkedMessages.list({ accountId, after: cursor ?? null, limit: count });
      return reply(await readPage({ limit, read, cursorOf: ({ id }) => id, present: presentParked }));
    },
  }),

  defineRoute({
    ...one,
    path: '/api/queue/parked/{id}/replay',
    operationId: 'replayParked',
    summary: 'Has a parked message tried again',
    response: { status: 204, description: 'It is taken up again within a minute' },
    handler: async ({ accountId, params: { id: sendId } }, { parkedMessages, sendStarter }) => {
      const kind = await parkedMessages.replay(accountId, sendId);
      if (kind === null) return notFound('parked message');
      if (kind === 'send') await sendStarter.start({ accountId, sendId });
      return reply(undefined);
    },
  }),

  defineRoute({
    ...one,
    path: '/api/queue/{id}/cancel',
    operationId: 'cancelQueued',
    summary: 'Cancels a message that no provider was called for yet',
    response: answered,
    handler: async ({ accountId, params }, deps) => {
      const cancelled = await cancelSend(accountId, params.id, deps);
      return cancelled.kind === 'problem' ? cancelled : reply(presentQueued(cancelled.send));
    },
  }),

  defineRoute({
    ...one,
    path: '/api/queue/{id}/retry',
    operationId: 'retryQueued',
    summary: 'Puts a failed message in line again, with every check made anew',
    body: json(retryBody),
    response: answered,
    handler: async ({ accountId, params, body }, { sendLists, sendQueue, sendStarter }) => {
      const send = await sendLists.get(accountId, params.id);
      if (!send) return notFound('send');
      const refusal = refusalOfRetry(send, body);
      if (refusal !== null) return problem('conflict', refusal);
      const again = await sendQueue.retry(accountId, params.id);
      if (!again) return problem('conflict', 'The send changed a moment ago: look at it again.');
      await sendStarter.start({ accountId, sendId: params.id });
      return reply(presentQueued(again));
    },
  }),
];
