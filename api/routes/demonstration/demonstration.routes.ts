import { z } from 'zod';
import type { Operator } from '../../../db/repositories/operators';
import { noteSignIn } from '../../access/audit';
import { noSessionCookie } from '../../access/session-cookie';
import type { ApiDeps } from '../../api-deps';
import { notFound, problem } from '../../problems';
import { defineRoute, reply, type Route } from '../../route';
import { signedInView } from '../access/auth.schema';
import { openSession } from '../access/open-session';
import { removeDemonstration } from './remove-demonstration';

const demonstrationView = z
  .strictObject({
    isOpen: z.boolean().meta({ description: 'Whether it can be looked at without a password' }),
    isReady: z.boolean().meta({ description: 'False while it is still being filled' }),
  })
  .meta({ id: 'Demonstration' });

/** Who everybody is that looks at the demonstration; null where it cannot be looked at. */
async function visitor({
  demonstrations,
  demonstrationIsOpen,
  operators,
}: ApiDeps): Promise<Operator | null> {
  const found = demonstrationIsOpen ? await demonstrations.find() : null;
  if (!found) return null;
  return (await operators.list(found.accountId)).find(({ role }) => role === 'owner') ?? null;
}

/** The account that a first start fills to be looked at. */
export const demonstrationRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/demonstration',
    operationId: 'getDemonstration',
    summary: 'Whether there is a demonstration to look at',
    tag: 'Demonstration',
    access: 'public',
    response: { status: 200, description: 'How it stands', schema: demonstrationView },
    handler: async (_request, deps) => {
      const [owner, found] = [await visitor(deps), await deps.demonstrations.find()];
      return reply({ isOpen: owner !== null, isReady: owner !== null && found?.readyAt instanceof Date });
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/demonstration/session',
    operationId: 'openDemonstration',
    summary: 'Signs in to the demonstration with a cookie, without a password; on this machine alone',
    tag: 'Demonstration',
    access: 'sign-in',
    refusals: ['not_found'],
    response: { status: 200, description: 'Signed in', schema: signedInView },
    handler: async ({ requestId }, deps) => {
      const operator = await visitor(deps);
      if (!operator) return notFound('demonstration');
      await noteSignIn({ operator, action: 'openDemonstration', status: 200, requestId }, deps);
      return openSession(operator, 'cookie', deps);
    },
  }),

  defineRoute({
    method: 'delete',
    path: '/api/demonstration',
    operationId: 'removeDemonstration',
    summary:
      'Removes the demonstration with everything in it; from inside it, or by who looks after the platform',
    tag: 'Demonstration',
    access: 'account:write',
    refusals: ['not_found', 'unavailable'],
    response: { status: 204, description: 'Removed' },
    handler: async ({ accountId, caller }, deps) => {
      const found = await deps.demonstrations.find();
      const isInside = found?.accountId === accountId;
      const looksAfterAll = caller.kind === 'operator' && caller.isSuperAdmin;
      if (!found || (!isInside && !looksAfterAll)) return notFound('demonstration');
      if ((await removeDemonstration(found.accountId, deps)) === 'unavailable') {
        return problem('unavailable', 'Temporal cannot be reached: what runs for the demonstration goes on.');
      }
      return reply(undefined, isInside ? { headers: noSessionCookie() } : {});
    },
  }),
];
