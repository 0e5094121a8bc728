import { readPage } from '../../paging';
import { notFound, problem } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { botChange, presentBot } from './bots.presenter';
import { accountParams, botBody, botListQuery, botPage, botParams, botView } from './bots.schema';
import { removeBot } from './remove-bot';

const nameTaken = (name: string) =>
  problem('conflict', `There is a bot called "${name}" already: choose another name.`);

/** The bots of an account. */
export const botRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/accounts/{account_id}/bots',
    operationId: 'listBots',
    summary: 'Bots, oldest first',
    tag: 'Bots',
    access: 'bots:read',
    params: accountParams,
    query: botListQuery,
    response: { status: 200, description: 'A page', schema: botPage },
    handler: async ({ accountId, params, query: { limit, cursor } }, { bots }) => {
      if (params.account_id !== accountId) return notFound('account');
      return reply(
        await readPage({
          limit,
          read: (count) => bots.list({ accountId, limit: count, after: cursor ?? null }),
          cursorOf: (bot) => bot.id,
          present: presentBot,
        }),
      );
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/accounts/{account_id}/bots',
    operationId: 'createBot',
    summary: 'Makes a bot, which is active but on no platform yet',
    tag: 'Bots',
    access: 'bots:write',
    params: accountParams,
    body: json(botBody),
    refusals: ['conflict'],
    response: { status: 201, description: 'The bot', schema: botView },
    handler: async ({ accountId, params, body }, { bots }) => {
      if (params.account_id !== accountId) return notFound('account');
      const bot = await bots.create(accountId, body);
      if (!bot) return nameTaken(body.name);
      return reply(presentBot(bot), { headers: { location: `/api/bots/${bot.id}` } });
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/bots/{id}',
    operationId: 'getBot',
    summary: 'A bot, where it is and what it follows',
    tag: 'Bots',
    access: 'bots:read',
    params: botParams,
    response: { status: 200, description: 'The bot', schema: botView },
    handler: async ({ accountId, params }, { bots }) => {
      const bot = await bots.get(accountId, params.id);
      return bot ? reply(presentBot(bot)) : notFound('bot');
    },
  }),

  defineRoute({
    method: 'put',
    path: '/api/bots/{id}',
    operationId: 'updateBot',
    summary: 'Replaces the name, description and mode of a bot',
    tag: 'Bots',
    access: 'bots:write',
    params: botParams,
    body: json(botBody),
    refusals: ['conflict'],
    response: { status: 200, description: 'The bot', schema: botView },
    handler: async ({ accountId, params, body }, { bots }) => {
      const before = await bots.get(accountId, params.id);
      const bot = await bots.update(accountId, params.id, body);
      if (bot === 'name-taken') return nameTaken(body.name);
      return before && bot ? reply(presentBot(bot), { change: botChange(before, bot) }) : notFound('bot');
    },
  }),

  defineRoute({
    method: 'delete',
    path: '/api/bots/{id}',
    operationId: 'deleteBot',
    summary: 'Ends the conversations of a bot and deletes it with all that belongs to it',
    tag: 'Bots',
    access: 'bots:write',
    params: botParams,
    response: { status: 204, description: 'Deleted' },
    handler: async ({ accountId, params }, deps) => {
      const bot = await deps.bots.get(accountId, params.id);
      if (!bot) return notFound('bot');
      const done = await removeBot(bot, deps);
      if (done === 'removed') return reply(undefined);
      return problem(
        'unavailable',
        'Temporal cannot be reached, so its conversations cannot be ended: the bot was not deleted.',
      );
    },
  }),

  ...(['activate', 'deactivate'] as const).map((action) =>
    defineRoute({
      method: 'post',
      path: `/api/bots/{id}/${action}`,
      operationId: `${action}Bot`,
      summary: action === 'activate' ? 'Lets a bot answer' : 'Silences a bot on every platform',
      tag: 'Bots',
      access: 'bots:write',
      params: botParams,
      response: { status: 200, description: 'The bot', schema: botView },
      handler: async ({ accountId, params }, { bots }) => {
        const before = await bots.get(accountId, params.id);
        const bot = await bots.setActive(accountId, params.id, action === 'activate');
        return before && bot ? reply(presentBot(bot), { change: botChange(before, bot) }) : notFound('bot');
      },
    }),
  ),
];
