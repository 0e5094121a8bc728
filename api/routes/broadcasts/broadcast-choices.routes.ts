import { z } from 'zod';
import { CHANNEL_NAMES } from '../../../domain/messaging/channel-name';
import { problem } from '../../problems';
import { defineRoute, reply, type Route } from '../../route';
import { listSenders } from './find-sender';
import { readFirstRecords } from './read-records';
import { takeList } from './take-list';

/** What somebody who maps columns looks at. */
const FIRST_ROWS = 5;

const sendersView = z
  .strictObject({
    items: z.array(
      z.strictObject({
        sender: z.string().meta({ description: 'What a broadcast names it by' }),
        channel: z.enum(CHANNEL_NAMES),
        bot: z
          .strictObject({ id: z.uuid(), name: z.string() })
          .nullable()
          .meta({ description: 'Whose credentials carry it; null for those of the platform itself' }),
      }),
    ),
  })
  .meta({ id: 'BroadcastSenders' });

const columnsView = z
  .strictObject({
    columns: z.array(z.string()).meta({ description: 'Of the first line, as they are written' }),
    rows: z.array(z.array(z.string())).meta({ description: `The first ${FIRST_ROWS} below it` }),
  })
  .meta({ id: 'BroadcastColumns' });

/** What whoever makes a broadcast chooses from. */
export const broadcastChoiceRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/broadcasts/senders',
    operationId: 'listBroadcastSenders',
    summary: 'Everything that a broadcast can go through, the usual one first',
    tag: 'Broadcasts',
    access: 'broadcasts:read',
    response: { status: 200, description: 'The senders', schema: sendersView },
    handler: async ({ accountId }, deps) => reply({ items: await listSenders(accountId, deps) }),
  }),

  defineRoute({
    method: 'post',
    path: '/api/broadcasts/columns',
    operationId: 'readBroadcastColumns',
    summary: 'The columns of a list and its first rows, to map them by; its beginning is enough',
    tag: 'Broadcasts',
    access: 'broadcasts:read',
    query: z.strictObject({}),
    body: { type: 'list', fields: z.strictObject({}), fileField: 'file' },
    response: { status: 200, description: 'The columns', schema: columnsView },
    handler: async ({ body }, deps) => {
      const taken = await takeList(
        { upload: body, query: {}, schema: z.strictObject({}) },
        async ({ file, isJson }) => {
          if (file === null || isJson) return problem('invalid_request', 'Send the list as a CSV.');
          const [columns = [], ...rows] = await readFirstRecords(file, FIRST_ROWS + 1);
          return { kind: 'read' as const, view: { columns, rows } };
        },
        deps,
      );
      return taken.kind === 'problem' ? taken : reply(taken.view);
    },
  }),
];
