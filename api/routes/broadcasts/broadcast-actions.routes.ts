import { z } from 'zod';
import type { ApiDeps } from '../../api-deps';
import { phoneSchema } from '../../phone';
import type { ProblemCode } from '../../problems';
import { defineRoute, json, reply, type Parsed, type Route } from '../../route';
import type { BroadcastAction } from '../../temporal/ports';
import { presentSend } from '../sends/sends.presenter';
import { sendView } from '../sends/sends.schema';
import { presentBroadcast } from './broadcasts.presenter';
import { broadcastParams } from './broadcasts.routes';
import { broadcastView } from './broadcasts.schema';
import { operateBroadcast, retryFailed, startBroadcast, type OperatedBroadcast } from './operate-broadcast';
import { sendTest } from './send-test';

const nothing = z.strictObject({}).default({});
const reasonBody = z.strictObject({ reason: z.string().trim().min(1).max(200).optional() }).default({});
const scheduleBody = z.strictObject({
  startAt: z.iso.datetime({ offset: true }).meta({ description: 'With its zone: 2026-12-01T09:00:00-05:00' }),
});
const rateBody = z.strictObject({
  ratePerSecond: z
    .number()
    .positive()
    .max(1000)
    .nullable()
    .meta({ description: "Null leaves it to the sender's own limit" }),
});
const retryBody = z
  .strictObject({
    codes: z
      .array(z.string().max(100))
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'Only these reasons' }),
  })
  .default({});
const testBody = z.strictObject({
  phone: phoneSchema,
  variables: z
    .record(z.string().max(80), z.string().max(1024))
    .optional()
    .meta({ description: "By default those of the list's first recipient" }),
});

const shared = {
  method: 'post',
  tag: 'Broadcasts',
  access: 'broadcasts:write',
  params: broadcastParams,
  refusals: ['conflict'] as ProblemCode[],
} as const;
const answered = { status: 200, description: 'The broadcast as it is now', schema: broadcastView } as const;

const ofRequest = (accountId: string, params: { id: string }) => ({ accountId, broadcastId: params.id });

/** What an operator asks of a broadcast. */
export const broadcastActionRoutes: readonly Route[] = [
  defineRoute({
    ...shared,
    path: '/api/broadcasts/{id}/start',
    operationId: 'startBroadcast',
    summary: 'Starts a draft at once',
    body: json(nothing),
    response: answered,
    handler: async ({ accountId, params }, deps) =>
      present(await startBroadcast(ofRequest(accountId, params), null, deps), deps),
  }),

  defineRoute({
    ...shared,
    path: '/api/broadcasts/{id}/schedule',
    operationId: 'scheduleBroadcast',
    summary: 'Starts a draft at a time, or moves the start of one that has not begun',
    body: json(scheduleBody),
    response: answered,
    handler: async ({ accountId, params, body }, deps) => {
      const of = ofRequest(accountId, params);
      const startAt = Date.parse(body.startAt);
      const found = await deps.broadcasts.get(accountId, params.id);
      const asked =
        found?.state === 'scheduled'
          ? await operateBroadcast(of, { kind: 'schedule', startAt }, deps)
          : await startBroadcast(of, startAt, deps);
      return present(asked, deps);
    },
  }),

  action({
    name: 'pause',
    summary: 'Sends nothing new; what is in flight ends and is recorded',
    schema: reasonBody,
    read: ({ reason }) => ({ kind: 'pause', reason: reason ?? 'paused by an operator' }),
  }),
  action({
    name: 'resume',
    summary: 'Goes on where it was',
    schema: nothing,
    read: () => ({ kind: 'resume' }),
  }),
  action({
    name: 'cancel',
    summary: 'Ends it; whoever got it stays counted',
    schema: reasonBody,
    read: ({ reason }) => ({ kind: 'cancel', reason: reason ?? 'cancelled by an operator' }),
  }),
  action({
    name: 'rate',
    summary: 'Sends faster or slower from now on',
    schema: rateBody,
    read: ({ ratePerSecond }) => ({ kind: 'rate', ratePerSecond }),
  }),

  defineRoute({
    ...shared,
    path: '/api/broadcasts/{id}/retry-failed',
    operationId: 'retryFailedBroadcast',
    summary: 'Sends again what the provider refused, for all reasons or for some',
    body: json(retryBody),
    response: answered,
    handler: async ({ accountId, params, body }, deps) =>
      present(await retryFailed(ofRequest(accountId, params), body.codes ?? null, deps), deps),
  }),

  defineRoute({
    ...shared,
    path: '/api/broadcasts/{id}/test-send',
    operationId: 'testBroadcast',
    summary: 'Sends the message to one number, as the first recipient would get it; it counts for nothing',
    body: json(testBody),
    response: { status: 202, description: 'The send tells how it goes on', schema: sendView },
    handler: async ({ accountId, params, body }, deps) => {
      const sent = await sendTest(ofRequest(accountId, params), body, deps);
      return sent.kind === 'problem' ? sent : reply(presentSend(sent.send));
    },
  }),
];

interface Action<S extends z.ZodType> {
  name: BroadcastAction['kind'];
  summary: string;
  schema: S;
  read: (body: Parsed<S>) => BroadcastAction;
}

function action<S extends z.ZodType>({ name, summary, schema, read }: Action<S>): Route {
  return defineRoute({
    ...shared,
    path: `/api/broadcasts/{id}/${name}`,
    operationId: `${name}Broadcast`,
    summary,
    body: json(schema),
    response: answered,
    handler: async ({ accountId, params, body }, deps) =>
      present(await operateBroadcast(ofRequest(accountId, params), read(body), deps), deps),
  });
}

async function present(operated: OperatedBroadcast, { broadcasts }: ApiDeps) {
  if (operated.kind === 'problem') return operated;
  const { broadcast } = operated;
  return reply(presentBroadcast(broadcast, await broadcasts.tally(broadcast.accountId, broadcast.id)));
}
