import type { z } from 'zod';
import type { ApiDeps } from '../../api-deps';
import { defineRoute, json, reply, type Route } from '../../route';
import { showAs } from './show-as';
import { presentMessage } from './simulator.presenter';
import { messagesQuery, messagesView, phoneParams, writeBody, writtenView } from './simulator.schema';
import { waitForMessages } from './wait-for-messages';
import { writeFromPhone } from './write-message';

interface Listening {
  accountId: string;
  phone: string | null;
  query: z.output<typeof messagesQuery>;
  signal: AbortSignal;
}

async function listen({ accountId, phone, query, signal }: Listening, deps: ApiDeps) {
  const { after, limit, wait, as } = query;
  const read = () => deps.simulatorMessages.list({ accountId, phone, after: after ?? null, limit });
  const messages = await waitForMessages({ read, waitMs: wait * 1000, signal });
  const cursor = messages.at(-1)?.cursor ?? after?.cursor ?? null;
  const elsewhere = as === undefined ? null : await showAs(messages, { accountId, as }, deps);
  const items = messages.map((message) => presentMessage(message, elsewhere?.get(message.id)));
  return reply({ items, cursor });
}

/** Simulated phones: what the terminal phone and the crowd of a demonstration read and write. */
export const simulatorRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/simulator/messages',
    operationId: 'readAllSimulatedMessages',
    summary: 'Messages of every simulated phone, oldest first; waits for the next one',
    tag: 'Simulator',
    access: 'simulator:read',
    query: messagesQuery,
    response: { status: 200, description: 'The messages', schema: messagesView },
    handler: ({ accountId, query, signal }, deps) => listen({ accountId, phone: null, query, signal }, deps),
  }),

  defineRoute({
    method: 'get',
    path: '/api/simulator/{phone}/messages',
    operationId: 'readSimulatedMessages',
    summary: 'Messages of one simulated phone, oldest first; waits for the next one',
    tag: 'Simulator',
    access: 'simulator:read',
    params: phoneParams,
    query: messagesQuery,
    response: { status: 200, description: 'The messages', schema: messagesView },
    handler: ({ accountId, params, query, signal }, deps) =>
      listen({ accountId, phone: params.phone, query, signal }, deps),
  }),

  defineRoute({
    method: 'post',
    path: '/api/simulator/{phone}/messages',
    operationId: 'writeSimulatedMessage',
    summary: 'Writes, taps or sends a file as the simulated phone',
    tag: 'Simulator',
    access: 'simulator:write',
    params: phoneParams,
    body: json(writeBody),
    response: { status: 201, description: 'Received', schema: writtenView },
    handler: async ({ accountId, params: { phone }, body }, deps) => {
      const written = await writeFromPhone({ accountId, phone, body }, deps);
      return 'kind' in written ? written : reply(written);
    },
  }),
];
