import { readPage } from '../../paging';
import { notFound, problem } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { createScenario, publishScenario } from './publish-scenario';
import { scenarioSchema } from './scenario.schema';
import { presentListedScenario, presentScenario } from './scenarios.presenter';
import {
  botScenariosParams,
  publishedView,
  scenarioListQuery,
  scenarioPage,
  scenarioParams,
  scenarioView,
} from './scenarios.views';

/** The scenarios of bots. */
export const scenarioRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/bots/{bot_id}/scenarios',
    operationId: 'listScenarios',
    summary: 'The scenarios of a bot, oldest first',
    tag: 'Scenarios',
    access: 'bots:read',
    params: botScenariosParams,
    query: scenarioListQuery,
    response: { status: 200, description: 'A page', schema: scenarioPage },
    handler: async ({ accountId, params: { bot_id: botId }, query: { limit, cursor } }, deps) => {
      if (!(await deps.bots.get(accountId, botId))) return notFound('bot');
      return reply(
        await readPage({
          limit,
          read: (count) => deps.scenarios.list({ accountId, botId, limit: count, after: cursor ?? null }),
          cursorOf: (scenario) => scenario.id,
          present: presentListedScenario,
        }),
      );
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/bots/{bot_id}/scenarios',
    operationId: 'createScenario',
    summary: 'Makes a scenario and publishes its version 1; errors of its check refuse it',
    tag: 'Scenarios',
    access: 'bots:write',
    params: botScenariosParams,
    body: json(scenarioSchema),
    refusals: ['conflict'],
    response: { status: 201, description: 'The scenario, not active yet', schema: publishedView },
    handler: async ({ accountId, params: { bot_id: botId }, body }, deps) => {
      if (!(await deps.bots.get(accountId, botId))) return notFound('bot');
      const made = await createScenario(body, { accountId, botId }, deps);
      if (made.kind === 'problem') return made;
      const { row, findings } = made;
      return reply(
        { ...presentScenario(row), findings },
        { headers: { location: `/api/scenarios/${row.id}` } },
      );
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/scenarios/{id}',
    operationId: 'getScenario',
    summary: 'A scenario in its newest version',
    tag: 'Scenarios',
    access: 'bots:read',
    params: scenarioParams,
    response: { status: 200, description: 'The scenario', schema: scenarioView },
    handler: async ({ accountId, params }, { scenarios }) => {
      const row = await scenarios.get(accountId, params.id);
      return row ? reply(presentScenario(row)) : notFound('scenario');
    },
  }),

  defineRoute({
    method: 'put',
    path: '/api/scenarios/{id}',
    operationId: 'publishScenario',
    summary: 'Publishes the next version; conversations stay on theirs until they end or are migrated',
    tag: 'Scenarios',
    access: 'bots:write',
    params: scenarioParams,
    body: json(scenarioSchema),
    refusals: ['conflict'],
    response: {
      status: 200,
      description: 'The scenario; the same again makes no version',
      schema: publishedView,
    },
    handler: async ({ accountId, params, body }, deps) => {
      const present = await deps.scenarios.get(accountId, params.id);
      if (!present) return notFound('scenario');
      const published = await publishScenario(body, present, deps);
      if (published.kind === 'problem') return published;
      const change = { before: { version: present.version }, after: { version: published.row.version } };
      return reply({ ...presentScenario(published.row), findings: published.findings }, { change });
    },
  }),

  defineRoute({
    method: 'delete',
    path: '/api/scenarios/{id}',
    operationId: 'deleteScenario',
    summary: 'Deletes a scenario with its versions, when no conversation runs on it',
    tag: 'Scenarios',
    access: 'bots:write',
    params: scenarioParams,
    refusals: ['conflict'],
    response: { status: 204, description: 'Deleted' },
    handler: async ({ accountId, params }, { scenarios }) => {
      const done = await scenarios.remove(accountId, params.id);
      if (done === 'removed') return reply(undefined);
      if (done === null) return notFound('scenario');
      return problem(
        'conflict',
        'Conversations still run on it: activate another scenario and wait until they end, or delete them.',
      );
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/scenarios/{id}/activate',
    operationId: 'activateScenario',
    summary: 'Makes it the one scenario its bot follows; conversations that run stay on theirs',
    tag: 'Scenarios',
    access: 'bots:write',
    params: scenarioParams,
    response: { status: 200, description: 'The scenario', schema: scenarioView },
    handler: async ({ accountId, params }, { scenarios }) => {
      const row = await scenarios.activate(accountId, params.id);
      return row ? reply(presentScenario(row)) : notFound('scenario');
    },
  }),
];
