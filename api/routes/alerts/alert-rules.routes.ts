import { sentimentOf } from '../../../domain/alerts/sentiment';
import { MAX_PAGE, readPage } from '../../paging';
import { notFound } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { noKey } from '../bots/read-platform';
import { auditedRule, presentRule } from './alerts.presenter';
import {
  alertParams,
  ruleBody,
  ruleListQuery,
  rulePage,
  ruleView,
  savedRuleView,
  testBody,
  testView,
  webhookSecretView,
} from './alerts.schema';
import { saveRule, wrongPattern, type SavedRule } from './save-rule';
import { NOBODY, tryRule } from './try-rule';

const presentSaved = ({ rule, secret }: SavedRule) => ({ ...presentRule(rule), webhookSecret: secret });

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
    method: 'get',
    path: '/api/alerts/rules/{id}',
    operationId: 'getAlertRule',
    summary: 'A rule that watches messages or the platform',
    tag: 'Alerts',
    access: 'alerts:read',
    params: alertParams,
    response: { status: 200, description: 'The rule', schema: ruleView },
    handler: async ({ accountId, params }, { alertRules }) => {
      const rule = await alertRules.get(accountId, params.id);
      return rule ? reply(presentRule(rule)) : notFound('rule');
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/alerts/rules',
    operationId: 'createAlertRule',
    summary: 'Makes a rule: it watches what is written from now on',
    tag: 'Alerts',
    access: 'alerts:write',
    body: json(ruleBody),
    refusals: ['conflict', 'unavailable'],
    response: { status: 201, description: 'The rule', schema: savedRuleView },
    handler: async ({ accountId, body }, deps) => {
      const saved = await saveRule({ accountId, id: null, draft: body }, deps);
      if (saved.kind === 'problem') return saved;
      const headers = { location: `/api/alerts/rules/${saved.rule.id}` };
      return reply(presentSaved(saved), { headers, change: { after: auditedRule(saved.rule) } });
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
    refusals: ['conflict', 'unavailable'],
    response: { status: 200, description: 'The rule', schema: savedRuleView },
    handler: async ({ accountId, params, body }, deps) => {
      const before = await deps.alertRules.get(accountId, params.id);
      const saved = await saveRule({ accountId, id: params.id, draft: body }, deps);
      if (saved.kind === 'problem') return saved;
      const change = { before: before && auditedRule(before), after: auditedRule(saved.rule) };
      return reply(presentSaved(saved), { change });
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/alerts/rules/{id}/webhook-secret',
    operationId: 'renewAlertSecret',
    summary: "Makes another secret for a rule's webhooks; every try from now on is signed with it",
    tag: 'Alerts',
    access: 'alerts:write',
    params: alertParams,
    refusals: ['unavailable'],
    response: { status: 200, description: 'The secret, this once', schema: webhookSecretView },
    handler: async ({ accountId, params }, { alertSecrets, secretBox }) => {
      if (!secretBox.canSeal) return noKey();
      const made = await alertSecrets.make(accountId, params.id);
      return made ? reply(made) : notFound('rule');
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
    handler: async ({ accountId, params }, { alertRules }) => {
      const before = await alertRules.get(accountId, params.id);
      if (!before || !(await alertRules.delete(accountId, params.id))) return notFound('rule');
      return reply(undefined, { change: { before: auditedRule(before) } });
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/alerts/test',
    operationId: 'testAlertRules',
    summary: 'Which of the first hundred rules would fire on a text, and what they would do; does nothing',
    tag: 'Alerts',
    access: 'alerts:read',
    body: json(testBody),
    response: { status: 200, description: 'What fires', schema: testView },
    handler: async ({ accountId, body: { rule: draft, ...message } }, deps) => {
      const { alertRules, conversationPorts, now } = deps;
      const wrong = draft && wrongPattern(draft, deps);
      if (wrong) return wrong;
      const rules = draft
        ? [{ ...draft, id: NOBODY, accountId }]
        : await alertRules.list({ accountId, after: null, limit: MAX_PAGE });
      const { patterns } = conversationPorts;
      const { settings: reader } = await deps.business.current(accountId);
      const fires = rules.flatMap(
        (rule) => (patterns && tryRule(rule, message, { patterns, reader, now: now() })) ?? [],
      );
      return reply({ sentiment: sentimentOf(message.text), fires });
    },
  }),
];
