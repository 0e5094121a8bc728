import { z } from 'zod';
import type { AccountRow } from '../../../db/entities/account.entity';
import { pageFields, pageOf, readPage } from '../../paging';
import { problem } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { login } from './auth.schema';
import { invitationOf, SHOWN_ONCE } from './invitation';
import { invitationView } from './operators.schema';

const platformAccount = z
  .strictObject({ id: z.uuid(), name: z.string(), createdAt: z.iso.datetime() })
  .meta({ id: 'PlatformAccount' });

const present = ({ id, name, createdAt }: AccountRow) => ({ id, name, createdAt: createdAt.toISOString() });

/** The accounts of the platform, for who looks after it; nothing of what is in them. */
export const platformAccountRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/accounts',
    operationId: 'listAccounts',
    summary: 'Every account of the platform, by name only',
    tag: 'Access',
    access: 'super-admin',
    query: z.strictObject(pageFields),
    response: { status: 200, description: 'A page of accounts', schema: pageOf(platformAccount) },
    handler: async ({ query: { limit, cursor } }, { accounts }) =>
      reply(
        await readPage({
          limit,
          read: (count) => accounts.list({ after: cursor ?? null, count }),
          cursorOf: (account) => account.id,
          present,
        }),
      ),
  }),

  defineRoute({
    method: 'post',
    path: '/api/accounts',
    operationId: 'createAccount',
    summary: 'Makes an account and invites its owner',
    tag: 'Access',
    access: 'super-admin',
    body: json(z.strictObject({ name: z.string().trim().min(1).max(120), owner: login })),
    refusals: ['conflict'],
    response: {
      status: 201,
      description: 'Made',
      schema: invitationView.extend({ account: platformAccount }),
    },
    handler: async ({ body: { name, owner } }, deps) => {
      const made = await deps.operators.createAccount(name, owner);
      if (!made) return problem('conflict', 'The login is taken: choose another one.');
      const invitation = await invitationOf(made.owner, deps);
      return reply({ account: present(made.account), ...invitation }, SHOWN_ONCE);
    },
  }),
];
