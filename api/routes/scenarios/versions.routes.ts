import { readPage } from '../../paging';
import { notFound, problem } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { rollBackScenario } from './publish-scenario';
import { presentScenario, presentVersion } from './scenarios.presenter';
import {
  publishedView,
  rollbackBody,
  scenarioParams,
  scenarioVersionParams,
  versionListQuery,
  versionPage,
  versionView,
} from './scenarios.views';

/** What a scenario said before; versions never change. */
export const scenarioVersionRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/scenarios/{id}/versions',
    operationId: 'listScenarioVersions',
    summary: 'The versions of a scenario, newest first',
    tag: 'Scenarios',
    access: 'bots:read',
    params: scenarioParams,
    query: versionListQuery,
    response: { status: 200, description: 'A page', schema: versionPage },
    handler: async ({ accountId, params, query: { limit, cursor } }, { scenarios }) => {
      const scenarioId = params.id;
      if (!(await scenarios.get(accountId, scenarioId))) return notFound('scenario');
      return reply(
        await readPage({
          limit,
          read: (count) =>
            scenarios.versions({ accountId, scenarioId, limit: count, before: cursor ?? null }),
          cursorOf: ({ version }) => String(version),
          present: ({ version, publishedAt }) => ({ version, publishedAt: publishedAt.toISOString() }),
        }),
      );
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/scenarios/{id}/versions/{version}',
    operationId: 'getScenarioVersion',
    summary: 'A version of a scenario as it was published',
    tag: 'Scenarios',
    access: 'bots:read',
    params: scenarioVersionParams,
    response: { status: 200, description: 'The version', schema: versionView },
    handler: async ({ accountId, params: { id, version } }, { scenarios }) => {
      const published = await scenarios.version(accountId, id, version);
      return published ? reply(presentVersion(published)) : notFound('version of a scenario');
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/scenarios/{id}/rollback',
    operationId: 'rollBackScenario',
    summary: 'Publishes what an earlier version said, as the next version',
    tag: 'Scenarios',
    access: 'bots:write',
    params: scenarioParams,
    body: json(rollbackBody),
    refusals: ['conflict'],
    response: { status: 200, description: 'The scenario', schema: publishedView },
    handler: async ({ accountId, params: { id }, body: { version } }, deps) => {
      const present = await deps.scenarios.get(accountId, id);
      if (!present) return notFound('scenario');
      const wanted = await deps.scenarios.version(accountId, id, version);
      if (!wanted) {
        return problem('not_found', `The scenario has versions 1 to ${present.version}, and no ${version}.`);
      }
      const published = await rollBackScenario(wanted, present, deps);
      if (published.kind === 'problem') return published;
      const change = { before: { version: present.version }, after: { version: published.row.version } };
      return reply({ ...presentScenario(published.row), findings: published.findings }, { change });
    },
  }),
];
