import { scopesOfNewKey } from '../../../domain/access/caller';
import { notFound, problem } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { SHOWN_ONCE } from '../access/invitation';
import { presentKey, shownScopes } from './accounts.presenter';
import { accountView, createKeyBody, keyIdParams, keyListView, newKeyView } from './accounts.schema';

/** The account of the key, and its keys. */
export const accountRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/account',
    operationId: 'getAccount',
    summary: 'The account of the API key',
    tag: 'Account',
    access: 'account:read',
    response: { status: 200, description: 'The account', schema: accountView },
    handler: async ({ accountId }, { accounts, demonstrations }) => {
      const account = await accounts.get(accountId);
      if (!account) return notFound('account');
      const keys = await accounts.listKeys(accountId);
      const isDemonstration = (await demonstrations.find())?.accountId === accountId;
      const { id, name } = account;
      return reply({ id, name, keyNames: keys.map((key) => key.name), isDemonstration });
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/keys',
    operationId: 'listKeys',
    summary: 'The live API keys of the account',
    tag: 'Account',
    access: 'access:read',
    response: { status: 200, description: 'The keys', schema: keyListView },
    handler: async ({ accountId }, { accounts }) =>
      reply({ items: (await accounts.listKeys(accountId)).map(presentKey) }),
  }),

  defineRoute({
    method: 'post',
    path: '/api/keys',
    operationId: 'createKey',
    summary: 'Makes an API key; it is shown this once',
    tag: 'Account',
    access: 'access:write',
    body: json(createKeyBody),
    refusals: ['not_allowed'],
    response: { status: 201, description: 'The key', schema: newKeyView },
    handler: async ({ accountId, caller, body: { name, scopes: wanted } }, { accounts }) => {
      const scopes = scopesOfNewKey(caller, wanted);
      if (scopes === null) return problem('not_allowed', 'A key cannot be given more than its maker may.');
      const { id, key } = await accounts.issueKey(accountId, name, scopes);
      return reply(
        { id, name, scopes: shownScopes(scopes), key },
        { ...SHOWN_ONCE, change: { after: { id, name, scopes } } },
      );
    },
  }),

  defineRoute({
    method: 'delete',
    path: '/api/keys/{id}',
    operationId: 'revokeKey',
    summary: 'Revokes an API key at once; the last one stays',
    tag: 'Account',
    access: 'access:write',
    params: keyIdParams,
    refusals: ['conflict'],
    response: { status: 204, description: 'Revoked' },
    handler: async ({ accountId, params }, { accounts }) => {
      const keys = await accounts.listKeys(accountId);
      const key = keys.find(({ id }) => id === params.id);
      if (!key) return notFound('API key');
      if (keys.length === 1) {
        return problem('conflict', 'This is the last key of the account: make another one first.');
      }
      if (!(await accounts.revokeKey(accountId, params.id))) return notFound('API key');
      return reply(undefined, { change: { before: { name: key.name, scopes: key.scopes } } });
    },
  }),
];
