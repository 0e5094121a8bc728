import { readPage } from '../../paging';
import { problem } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { presentUser } from './users.presenter';
import {
  createUserBody,
  userListQuery,
  userPage,
  userSearchQuery,
  userSearchView,
  userView,
} from './users.schema';

/** The people who buy. */
export const shopUserRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/shop/users',
    operationId: 'listShopUsers',
    summary: 'Users, oldest first',
    tag: 'Shop',
    access: 'orders:read',
    query: userListQuery,
    response: { status: 200, description: 'A page', schema: userPage },
    handler: async ({ accountId, query: { limit, cursor } }, { shopUsers }) =>
      reply(
        await readPage({
          limit,
          read: (count) => shopUsers.list({ accountId, limit: count, after: cursor ?? null }),
          cursorOf: (user) => String(user.id),
          present: presentUser,
        }),
      ),
  }),

  defineRoute({
    method: 'get',
    path: '/api/shop/users/search',
    operationId: 'searchShopUsers',
    summary: 'Users with this phone, email or part of a name; not_found is an answer, not an error',
    tag: 'Shop',
    access: 'orders:read',
    query: userSearchQuery,
    response: { status: 200, description: 'Who it is', schema: userSearchView },
    handler: async ({ accountId, query }, { shopUsers }) => {
      const items = (await shopUsers.search({ accountId, ...query })).map(presentUser);
      return reply({
        status: items.length > 0 ? ('found' as const) : ('not_found' as const),
        user: items[0] ?? null,
        items,
      });
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/shop/users',
    operationId: 'createShopUser',
    summary: 'Makes a user; the same again answers 200 with the one there is',
    tag: 'Shop',
    access: 'orders:write',
    body: json(createUserBody),
    refusals: ['conflict'],
    response: { status: 201, description: 'The user', schema: userView },
    handler: async ({ accountId, body }, { shopUsers }) => {
      const { name, segment, email = null, phone = null } = body;
      const saved = await shopUsers.create(accountId, { name, segment, email, phone });
      if (saved.kind === 'phone-taken') {
        return problem('conflict', `This phone belongs to user ${saved.id}, who has another name or email.`);
      }
      return reply(presentUser(saved.user), { status: saved.kind === 'created' ? 201 : 200 });
    },
  }),
];
