import { mayBePublished } from '../../../domain/conversations/check/check-scenario';
import { notFound } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { findingsOf } from './findings';
import { checkBody, checkView, scenarioParams } from './scenarios.views';
import { simulate } from './simulate';
import { playedView, simulateScenarioBody } from './simulate.schema';

/** What tells an author how a scenario is, before anybody talks to it. */
export const scenarioToolRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/scenarios/{id}/check',
    operationId: 'checkScenario',
    summary: 'What is wrong with a scenario, or with the one in the body; nothing is published',
    tag: 'Scenarios',
    access: 'bots:read',
    params: scenarioParams,
    body: json(checkBody),
    response: { status: 200, description: 'The findings', schema: checkView },
    handler: async ({ accountId, params, body }, deps) => {
      const row = await deps.scenarios.get(accountId, params.id);
      if (!row) return notFound('scenario');
      const findings = await findingsOf(body.scenario ?? row.scenario, row, deps);
      return reply({ publishable: mayBePublished(findings), findings });
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/scenarios/{id}/simulate',
    operationId: 'simulateScenario',
    summary: 'Plays a conversation with a scenario: nothing is sent, called or kept',
    tag: 'Scenarios',
    access: 'bots:read',
    params: scenarioParams,
    body: json(simulateScenarioBody),
    response: { status: 200, description: 'What was said and where it stands', schema: playedView },
    handler: async ({ accountId, params, body, signal }, deps) => {
      const row = await deps.scenarios.get(accountId, params.id);
      if (!row) return notFound('scenario');
      const stored =
        body.version === undefined ? row : await deps.scenarios.version(accountId, row.id, body.version);
      if (!stored) return notFound('version of the scenario');
      const scenario = body.scenario ?? stored.scenario;
      const contact = { name: 'Ana', phone: '+573001112233', language: scenario.language, ...body.contact };
      const context = { platform: 'simulator', ...body.context };
      const player = { scenario, ports: deps.conversationPorts, facts: { contact, context } };
      const startsAt = body.startsAt === undefined ? deps.now() : Date.parse(body.startsAt);
      return reply(await simulate({ player, moves: body.moves, startsAt, signal }));
    },
  }),
];
