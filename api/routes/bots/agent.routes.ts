import { readPage } from '../../paging';
import { notFound } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { versionListQuery } from '../scenarios/scenarios.views';
import { presentAgent, presentTurn } from './agent.presenter';
import { agentBody, agentPage, agentTurnPage, agentTurnsQuery, agentView } from './agent.schema';
import { botParams } from './bots.schema';

/** What the agent of a bot is told to be, in versions that never change. */
export const botAgentRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/bots/{id}/agent',
    operationId: 'getBotAgent',
    summary: 'What the agent of a bot is told to be',
    tag: 'Bots',
    access: 'bots:read',
    params: botParams,
    response: { status: 200, description: 'The newest version', schema: agentView },
    handler: async ({ accountId, params }, { bots, agentVersions }) => {
      if (!(await bots.get(accountId, params.id))) return notFound('bot');
      return reply(presentAgent(await agentVersions.current(accountId, params.id)));
    },
  }),

  defineRoute({
    method: 'put',
    path: '/api/bots/{id}/agent',
    operationId: 'putBotAgent',
    summary: 'Publishes the next version of an agent; a turn that is under way ends on its own',
    tag: 'Bots',
    access: 'bots:write',
    params: botParams,
    body: json(agentBody),
    response: {
      status: 200,
      description: 'The newest version; the same one for what it says already',
      schema: agentView,
    },
    handler: async ({ accountId, params, body }, { agentVersions }) => {
      const { version } = await agentVersions.current(accountId, params.id);
      const published = await agentVersions.publish(accountId, params.id, body);
      if (!published) return notFound('bot');
      const change = { before: { version }, after: { version: published.version } };
      return reply(presentAgent(published), { change });
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/bots/{id}/agent/versions',
    operationId: 'listBotAgentVersions',
    summary: 'The versions of an agent, newest first',
    tag: 'Bots',
    access: 'bots:read',
    params: botParams,
    query: versionListQuery,
    response: { status: 200, description: 'A page', schema: agentPage },
    handler: async (
      { accountId, params: { id: botId }, query: { limit, cursor } },
      { bots, agentVersions },
    ) => {
      if (!(await bots.get(accountId, botId))) return notFound('bot');
      return reply(
        await readPage({
          limit,
          read: (count) => agentVersions.list({ accountId, botId, limit: count, before: cursor ?? null }),
          cursorOf: ({ version }) => String(version),
          present: presentAgent,
        }),
      );
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/bots/{id}/agent/turns',
    operationId: 'listBotAgentTurns',
    summary: 'The turns of an agent, the last one first: its models, tools, tokens and cost',
    tag: 'Bots',
    access: 'conversations:read',
    params: botParams,
    query: agentTurnsQuery,
    response: { status: 200, description: 'A page', schema: agentTurnPage },
    handler: async (
      { accountId, params: { id: botId }, query: { limit, cursor } },
      { bots, agentTurnLists },
    ) => {
      if (!(await bots.get(accountId, botId))) return notFound('bot');
      return reply(
        await readPage({
          limit,
          read: (count) => agentTurnLists.list({ accountId, botId, after: cursor ?? null, limit: count }),
          cursorOf: (turn) => turn.cursor,
          present: presentTurn,
        }),
      );
    },
  }),
];
