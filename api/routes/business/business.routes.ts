import type { ApiDeps } from '../../api-deps';
import { readPage } from '../../paging';
import { notFound } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { presentModels } from '../language-models/language-models.presenter';
import { versionListQuery } from '../scenarios/scenarios.views';
import { presentVersion } from './business.presenter';
import { businessVersionPage, businessView, putBusinessBody } from './business.schema';

const shown = async (accountId: string, { business, languageModels }: ApiDeps) => {
  const current = await business.shown(accountId);
  return (
    current && { ...presentVersion(current), models: presentModels(await languageModels.list(accountId)) }
  );
};

/** What an account says of itself, in versions that never change. */
export const businessRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/business',
    operationId: 'getBusiness',
    summary: "The account's name, zone, hours, languages, texts, facts, contact policy and models",
    tag: 'Account',
    access: 'account:read',
    response: { status: 200, description: 'The newest version', schema: businessView },
    handler: async ({ accountId }, deps) => {
      const view = await shown(accountId, deps);
      return view ? reply(view) : notFound('account');
    },
  }),

  defineRoute({
    method: 'put',
    path: '/api/business',
    operationId: 'putBusiness',
    summary: 'Makes the next version of what the account says of itself; what is left out is as by default',
    tag: 'Account',
    access: 'account:write',
    body: json(putBusinessBody),
    response: {
      status: 200,
      description: 'The newest version; the same one for what it says already',
      schema: businessView,
    },
    handler: async ({ accountId, body, caller }, deps) => {
      const before = await deps.business.shown(accountId);
      const { version } = await deps.business.put(accountId, { ...body, changedBy: caller.name });
      const view = await shown(accountId, deps);
      if (!view) return notFound('account');
      return reply(view, { change: { before: { version: before?.version }, after: { version } } });
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/business/versions',
    operationId: 'listBusinessVersions',
    summary: 'What the account said of itself, newest first',
    tag: 'Account',
    access: 'account:read',
    query: versionListQuery,
    response: { status: 200, description: 'A page', schema: businessVersionPage },
    handler: async ({ accountId, query: { limit, cursor } }, { business }) =>
      reply(
        await readPage({
          limit,
          read: (count) => business.list({ accountId, limit: count, before: cursor ?? null }),
          cursorOf: ({ version }) => String(version),
          present: presentVersion,
        }),
      ),
  }),
];
