import type { PublishedAgent } from '../../../db/repositories/agent-versions';
import { readPage } from '../../paging';
import { notFound } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { versionListQuery } from '../scenarios/scenarios.views';
import { agentBody, agentPage, agentView } from './agent.schema';
import { botParams } from './bots.schema';

const presentAgent = ({ version, publishedAt, configuration }: PublishedAgent) => ({
  version,
  publishedAt: publishedAt?.toISOString() ?? null,
  configuration: {
    ...configuration,
    facts: [...configuration.facts],
    tools: configuration.tools && [...configuration.tools],
  },
});

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
      const published = await agentVersions.publish(accountId, params.id, body);
      return published ? reply(presentAgent(published)) : notFound('bot');
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
];
