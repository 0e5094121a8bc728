import type { BotSecretView } from '../../../db/repositories/bot-secrets';
import { notFound } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import {
  botSecretBody,
  botSecretListView,
  botSecretParams,
  botSecretsParams,
  botSecretView,
} from './bot-secrets.schema';
import { noKey } from './read-platform';

const presentSecret = ({ name, fingerprint, updatedAt }: BotSecretView) => ({
  name,
  fingerprint,
  updatedAt: updatedAt.toISOString(),
});

/** What the call steps of a bot may send without its scenario holding it. */
export const botSecretRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/bots/{id}/secrets',
    operationId: 'listBotSecrets',
    summary: 'The names of the secrets of a bot; the secrets are never shown again',
    tag: 'Bots',
    access: 'bots:read',
    params: botSecretsParams,
    response: { status: 200, description: 'By name', schema: botSecretListView },
    handler: async ({ accountId, params }, { bots, botSecrets }) => {
      if (!(await bots.get(accountId, params.id))) return notFound('bot');
      return reply({ items: (await botSecrets.list(accountId, params.id)).map(presentSecret) });
    },
  }),

  defineRoute({
    method: 'put',
    path: '/api/bots/{id}/secrets/{name}',
    operationId: 'putBotSecret',
    summary: 'Keeps a secret, encrypted; call steps name it',
    tag: 'Bots',
    access: 'bots:write',
    params: botSecretParams,
    body: json(botSecretBody),
    response: { status: 200, description: 'Kept', schema: botSecretView },
    handler: async ({ accountId, params: { id, name }, body }, { bots, botSecrets, secretBox }) => {
      if (!(await bots.get(accountId, id))) return notFound('bot');
      if (!secretBox.canSeal) return noKey();
      const secret = await botSecrets.put(accountId, id, { name, value: body.value });
      return secret ? reply(presentSecret(secret)) : notFound('bot');
    },
  }),

  defineRoute({
    method: 'delete',
    path: '/api/bots/{id}/secrets/{name}',
    operationId: 'deleteBotSecret',
    summary: 'Forgets a secret; calls that name it fail from now on',
    tag: 'Bots',
    access: 'bots:write',
    params: botSecretParams,
    response: { status: 204, description: 'Forgotten' },
    handler: async ({ accountId, params: { id, name } }, { botSecrets }) =>
      (await botSecrets.remove(accountId, id, name)) ? reply(undefined) : notFound('secret'),
  }),
];
