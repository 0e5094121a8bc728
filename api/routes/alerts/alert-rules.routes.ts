import type { PatternMatcher } from '../../../domain/conversations/ports';
import { matchRule } from '../../../domain/alerts/match-rule';
import { sentimentOf } from '../../../domain/alerts/sentiment';
import { MAX_PAGE, readPage } from '../../paging';
import { notFound, problem, type Problem } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { presentRule } from './alerts.presenter';
import {
  alertParams,
  ruleBody,
  ruleListQuery,
  rulePage,
  ruleView,
  testBody,
  testView,
} from './alerts.schema';

const nameTaken = (name: string) =>
  problem('conflict', `There is a rule called "${name}" already: choose another name.`);

/** The rules that watch an account's messages. */
export const alertRuleRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/alerts/rules',
    operationId: 'listAlertRules',
    summary: 'Rules that watch messages, oldest first',
    tag: 'Alerts',
    access: 'alerts:read',
    query: ruleListQuery,
    response: { status: 200, description: 'A page', schema: rulePage },
    handler: async ({ accountId, query: { limit, cursor } }, { alertRules }) =>
      reply(
        await readPage({
          limit,
          read: (count) => alertRules.list({ accountId, limit: count, after: cursor ?? null }),
          cursorOf: (rule) => rule.id,
          present: presentRule,
        }),
      ),
  }),

  defineRoute({
    method: 'post',
    path: '/api/alerts/rules',
    operationId: 'createAlertRule',
    summary: 'Makes a rule: it watches what is written from now on',
    tag: 'Alerts',
    access: 'alerts:write',
    body: json(ruleBody),
    refusals: ['conflict'],
    response: { status: 201, description: 'The rule', schema: ruleView },
    handler: async ({ accountId, body }, { alertRules, conversationPorts }) => {
      const wrong = wrongPattern(body, conversationPorts.patterns);
      if (wrong) return wrong;
      const rule = await alertRules.create(accountId, body);
      if (rule === 'name-taken') return nameTaken(body.name);
      if (rule === null) throw new Error('A rule that was made cannot be read');
      return reply(presentRule(rule), { headers: { location: `/api/alerts/rules/${rule.id}` } });
    },
  }),

  defineRoute({
    method: 'put',
    path: '/api/alerts/rules/{id}',
    operationId: 'updateAlertRule',
    summary: 'Replaces what a rule looks for',
    tag: 'Alerts',
    access: 'alerts:write',
    params: alertParams,
    body: json(ruleBody),
    refusals: ['conflict'],
    response: { status: 200, description: 'The rule', schema: ruleView },
    handler: async ({ accountId, params, body }, { alertRules, conversationPorts }) => {
      const wrong = wrongPattern(body, conversationPorts.patterns);
      if (wrong) return wrong;
      const rule = await alertRules.replace(accountId, params.id, body);
      if (rule === 'name-taken') return nameTaken(body.name);
      return rule ? reply(presentRule(rule)) : notFound('rule');
    },
  }),

  defineRoute({
    method: 'delete',
    path: '/api/alerts/rules/{id}',
    operationId: 'deleteAlertRule',
    summary: 'Deletes a rule with all the alerts it raised',
    tag: 'Alerts',
    access: 'alerts:write',
    params: alertParams,
    response: { status: 204, description: 'Deleted' },
    handler: async ({ accountId, params }, { alertRules }) =>
      (await alertRules.delete(accountId, params.id)) ? reply(undefined) : notFound('rule'),
  }),

  defineRoute({
    method: 'post',
    path: '/api/alerts/test',
    operationId: 'testAlertRules',
    summary: 'Which of the first hundred rules would fire on a text; raises nothing',
    tag: 'Alerts',
    access: 'alerts:read',
    body: json(testBody),
    response: { status: 200, description: 'What fires', schema: testView },
    handler: async ({ accountId, body }, { alertRules, conversationPorts: { patterns } }) => {
      const rules = await alertRules.list({ accountId, after: null, limit: MAX_PAGE });
      const fires = rules.flatMap((rule) => {
        const why = patterns ? matchRule(rule, body, patterns) : null;
        return why === null ? [] : [{ ruleId: rule.id, name: rule.name, why }];
      });
      return reply({ sentiment: sentimentOf(body.text), fires });
    },
  }),
];

function wrongPattern(
  { condition }: { condition: { type: string; pattern?: string } },
  patterns: PatternMatcher | undefined,
): Problem | null {
  const reason = condition.pattern === undefined ? null : (patterns?.problemOf(condition.pattern) ?? null);
  if (reason === null) return null;
  const errors = [{ path: 'condition.pattern', message: reason }];
  return problem('invalid_request', `condition.pattern: ${reason}`, { errors });
}
