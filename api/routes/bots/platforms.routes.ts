import type { ApiDeps } from '../../api-deps';
import { notFound, problem, type Problem } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { endSession } from './end-session';
import { auditedPlatform, presentPlatform, presentTest } from './platforms.presenter';
import {
  attachBody,
  botPlatformParams,
  botPlatformsParams,
  platformListView,
  platformTestView,
  platformView,
  putPlatformBody,
} from './platforms.schema';
import { readPlatform } from './read-platform';
import { presentTold } from './tell-platform';

const notThere = (platform: string): Problem =>
  problem('not_found', `The bot is not on ${platform}: attach it with POST …/platforms.`);

const botOf = (accountId: string, botId: string, { bots }: ApiDeps) => bots.get(accountId, botId);

/** Where a bot is, and with what credentials. */
export const botPlatformRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/bots/{bot_id}/platforms',
    operationId: 'listBotPlatforms',
    summary: 'The platforms of a bot; of credentials only fingerprints',
    tag: 'Bots',
    access: 'bots:read',
    params: botPlatformsParams,
    response: { status: 200, description: 'At most one of each platform', schema: platformListView },
    handler: async ({ accountId, params }, deps) => {
      if (!(await botOf(accountId, params.bot_id, deps))) return notFound('bot');
      const platforms = await deps.platformCredentials.list(accountId, params.bot_id);
      return reply({ items: platforms.map((view) => presentPlatform(view, deps.publicBaseUrl)) });
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/bots/{bot_id}/platforms',
    operationId: 'attachBotPlatform',
    summary: 'Attaches a bot to a platform',
    tag: 'Bots',
    access: 'bots:write',
    params: botPlatformsParams,
    body: json(attachBody),
    refusals: ['conflict'],
    response: { status: 201, description: 'The bot on the platform', schema: platformView },
    handler: async ({ accountId, params: { bot_id: botId }, body }, deps) => {
      if (!(await botOf(accountId, botId, deps))) return notFound('bot');
      const wish = readPlatform(body, deps);
      if (wish.kind === 'problem') return wish;
      const view = await deps.platformCredentials.attach(accountId, botId, wish);
      if (view) {
        const change = { after: auditedPlatform(view) };
        return reply(await presentTold(view, wish, deps), { change });
      }
      const { platform } = wish;
      return problem('conflict', `The bot is on ${platform} already: replace that with PUT …/${platform}.`);
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/bots/{bot_id}/platforms/{platform}',
    operationId: 'getBotPlatform',
    summary: 'A bot on a platform; of its credentials only the fingerprint',
    tag: 'Bots',
    access: 'bots:read',
    params: botPlatformParams,
    response: { status: 200, description: 'The bot on the platform', schema: platformView },
    handler: async ({ accountId, params: { bot_id: botId, platform } }, deps) => {
      const view = await deps.platformCredentials.get(accountId, botId, platform);
      return view ? reply(presentPlatform(view, deps.publicBaseUrl)) : notThere(platform);
    },
  }),

  defineRoute({
    method: 'put',
    path: '/api/bots/{bot_id}/platforms/{platform}',
    operationId: 'putBotPlatform',
    summary: 'Attaches a bot to a platform, or replaces all that it was attached with',
    tag: 'Bots',
    access: 'bots:write',
    params: botPlatformParams,
    body: json(putPlatformBody),
    response: { status: 200, description: 'The bot on the platform', schema: platformView },
    handler: async ({ accountId, params: { bot_id: botId, platform }, body }, deps) => {
      if (!(await botOf(accountId, botId, deps))) return notFound('bot');
      const wish = readPlatform({ ...body, platform }, deps);
      if (wish.kind === 'problem') return wish;
      const before = await deps.platformCredentials.get(accountId, botId, platform);
      const view = await deps.platformCredentials.put(accountId, botId, wish);
      if (!view) return notFound('bot');
      if (!view.isActive) await endSession({ botId, platform }, 'stop', deps);
      const change = { before: before && auditedPlatform(before), after: auditedPlatform(view) };
      return reply(await presentTold(view, wish, deps), { change });
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/bots/{bot_id}/platforms/{platform}/test',
    operationId: 'testBotPlatform',
    summary: 'Asks the platform whether the credentials of a bot work; sends and changes nothing',
    tag: 'Bots',
    access: 'bots:write',
    params: botPlatformParams,
    refusals: ['conflict'],
    response: { status: 200, description: 'What the platform says', schema: platformTestView },
    handler: async ({ accountId, params: { bot_id: botId, platform } }, deps) => {
      const view = await deps.platformCredentials.get(accountId, botId, platform);
      if (!view) return notThere(platform);
      const opened = await deps.platformCredentials.openForWebhook(platform, botId);
      if (!opened) {
        const detail = `The bot is switched off on ${platform}: put it there again with isActive, and test it then.`;
        return problem('conflict', detail);
      }
      return reply(presentTest('shared' in opened ? null : await deps.checkAccess(opened, botId)));
    },
  }),

  defineRoute({
    method: 'delete',
    path: '/api/bots/{bot_id}/platforms/{platform}',
    operationId: 'detachBotPlatform',
    summary: 'Takes a bot off a platform and forgets its credentials',
    tag: 'Bots',
    access: 'bots:write',
    params: botPlatformParams,
    response: { status: 204, description: 'Taken off' },
    handler: async ({ accountId, params: { bot_id: botId, platform } }, deps) => {
      const { platformCredentials } = deps;
      const before = await platformCredentials.get(accountId, botId, platform);
      if (!before || !(await platformCredentials.remove(accountId, botId, platform)))
        return notThere(platform);
      await endSession({ botId, platform }, 'logOut', deps);
      return reply(undefined, { change: { before: auditedPlatform(before) } });
    },
  }),
];
