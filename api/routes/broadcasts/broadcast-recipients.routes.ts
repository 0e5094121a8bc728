import { z } from 'zod';
import { SEND_STATES } from '../../../domain/messaging/send';
import { MAX_PAGE, pageOf, readPage } from '../../paging';
import { notFound } from '../../problems';
import { defineRoute, reply, type Route } from '../../route';
import { presentRecipient } from './broadcasts.presenter';
import { broadcastParams } from './broadcasts.routes';
import { writeReport } from './write-report';

const recipientView = z
  .strictObject({
    ordinal: z.int(),
    line: z.int().meta({ description: 'Of the list, counted from 1' }),
    contactId: z.uuid(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    name: z.string().nullable(),
    variables: z.record(z.string(), z.string()),
    sendId: z.uuid().nullable(),
    state: z.enum([...SEND_STATES, 'none']).meta({ description: 'none: its turn has not come' }),
    providerId: z.string().nullable(),
    result: z.strictObject({ code: z.string().nullable(), detail: z.string().nullable() }).nullable(),
    dispatchedAt: z.iso.datetime().nullable(),
    settledAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'BroadcastRecipient' });

const rejectedView = z
  .strictObject({ line: z.int(), phone: z.string(), reason: z.string(), detail: z.string() })
  .meta({ id: 'BroadcastRejectedRow' });

export const broadcastFailures = z
  .strictObject({
    items: z.array(z.strictObject({ code: z.string(), detail: z.string().nullable(), count: z.int() })),
  })
  .meta({ id: 'BroadcastFailures' });

/** Recipients and rows have a place in a list, where other things have an id. */
const orderedFields = {
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
  cursor: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .meta({ description: 'The nextCursor of the page before' }),
};

/** What became of each recipient of a broadcast, and of each row of its list. */
export const broadcastRecipientRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/broadcasts/{id}/recipients',
    operationId: 'listBroadcastRecipients',
    summary: 'Recipients in the order of the list, with what became of each',
    tag: 'Broadcasts',
    access: 'broadcasts:read',
    params: broadcastParams,
    query: z.strictObject({ ...orderedFields, state: z.enum([...SEND_STATES, 'none']).optional() }),
    response: { status: 200, description: 'A page', schema: pageOf(recipientView) },
    handler: async ({ accountId, params, query: { limit, cursor, state } }, deps) => {
      if (!(await deps.broadcasts.get(accountId, params.id))) return notFound('broadcast');
      const states = state === undefined ? undefined : [state];
      const of = { accountId, broadcastId: params.id, states, after: cursor };
      const read = (count: number) => deps.broadcastRecipients.list({ ...of, limit: count });
      const cursorOf = ({ ordinal }: { ordinal: number }) => String(ordinal);
      return reply(await readPage({ limit, read, cursorOf, present: presentRecipient }));
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/broadcasts/{id}/rejected-rows',
    operationId: 'listBroadcastRejectedRows',
    summary: 'Rows of the list that get no message, with line and reason',
    tag: 'Broadcasts',
    access: 'broadcasts:read',
    params: broadcastParams,
    query: z.strictObject(orderedFields),
    response: { status: 200, description: 'A page', schema: pageOf(rejectedView) },
    handler: async ({ accountId, params, query: { limit, cursor } }, deps) => {
      if (!(await deps.broadcasts.get(accountId, params.id))) return notFound('broadcast');
      const of = { accountId, broadcastId: params.id };
      const read = (count: number) => deps.broadcastRecipients.rejected(of, cursor, count);
      const cursorOf = ({ line }: { line: number }) => String(line);
      return reply(await readPage({ limit, read, cursorOf, present: (row) => row }));
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/broadcasts/{id}/failures',
    operationId: 'groupBroadcastFailures',
    summary: 'Why the provider refused sends, most frequent first: what a retry is chosen by',
    tag: 'Broadcasts',
    access: 'broadcasts:read',
    params: broadcastParams,
    response: {
      status: 200,
      description: 'The reasons',
      schema: broadcastFailures,
    },
    handler: async ({ accountId, params }, deps) => {
      if (!(await deps.broadcasts.get(accountId, params.id))) return notFound('broadcast');
      return reply({ items: await deps.broadcastRecipients.failures({ accountId, broadcastId: params.id }) });
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/broadcasts/{id}/report.csv',
    operationId: 'reportBroadcast',
    summary: 'Every row of the list with what became of it; its phones can be imported again',
    tag: 'Broadcasts',
    access: 'broadcasts:read',
    params: broadcastParams,
    response: { status: 200, description: 'The file', contentType: 'text/csv' },
    handler: async ({ accountId, params }, deps) => {
      const broadcast = await deps.broadcasts.get(accountId, params.id);
      if (!broadcast) return notFound('broadcast');
      const headers = { 'content-disposition': `attachment; filename="broadcast-${params.id}.csv"` };
      return reply(writeReport(broadcast, deps), { headers });
    },
  }),
];
