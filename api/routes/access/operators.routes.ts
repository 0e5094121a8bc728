import type { Operator } from '../../../db/repositories/operators';
import { mayManage, type Caller } from '../../../domain/access/caller';
import type { ApiDeps } from '../../api-deps';
import { notFound, problem, type Problem } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { invitationOf, SHOWN_ONCE } from './invitation';
import { presentOperator } from './operators.presenter';
import {
  inviteBody,
  invitationView,
  operatorItem,
  operatorListView,
  operatorParams,
  roleBody,
} from './operators.schema';

type Target = { kind: 'operator'; operator: Operator } | Problem;

/** An operator of the account that the caller may do something about. */
async function targetOf(
  { caller, params }: { caller: Caller; params: { id: string } },
  deps: ApiDeps,
): Promise<Target> {
  const operator = await deps.operators.get(caller.accountId, params.id);
  if (!operator) return notFound('operator');
  return mayManage(caller, operator) ? { kind: 'operator', operator } : tooMighty();
}

const tooMighty = () => problem('not_allowed', 'This operator may more than the caller does.');
const lastOwner = () => problem('conflict', 'This is the last owner of the account: make another one first.');

const common = { tag: 'Access', params: operatorParams, access: 'access:write' } as const;

/** Who may sign in to the account, and as what. */
export const operatorRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/operators',
    operationId: 'listOperators',
    summary: 'The operators of the account, invited ones too',
    tag: 'Access',
    access: 'access:read',
    response: { status: 200, description: 'The operators', schema: operatorListView },
    handler: async ({ accountId }, { operators }) =>
      reply({ items: (await operators.list(accountId)).map(presentOperator) }),
  }),

  defineRoute({
    method: 'post',
    path: '/api/auth/invite',
    operationId: 'inviteOperator',
    summary: 'Makes an operator, who chooses a password with the token of the answer within a week',
    tag: 'Access',
    access: 'access:write',
    body: json(inviteBody),
    refusals: ['conflict'],
    response: { status: 201, description: 'Invited', schema: invitationView },
    handler: async ({ accountId, caller, body }, deps) => {
      if (!mayManage(caller, { role: body.role, isSuperAdmin: false })) return tooMighty();
      const operator = await deps.operators.create(accountId, { ...body, passwordHash: null });
      if (operator) {
        const change = { after: { id: operator.id, ...body } };
        return reply(await invitationOf(operator, deps), { ...SHOWN_ONCE, change });
      }
      return problem('conflict', 'The login is taken: choose another one.');
    },
  }),

  defineRoute({
    ...common,
    method: 'put',
    path: '/api/operators/{id}',
    operationId: 'setOperatorRole',
    summary: 'Gives an operator another role, from the next request on',
    body: json(roleBody),
    refusals: ['conflict'],
    response: { status: 200, description: 'The operator', schema: operatorItem },
    handler: async (request, deps) => {
      const target = await targetOf(request, deps);
      if (target.kind === 'problem') return target;
      const { accountId, caller, body } = request;
      if (!mayManage(caller, { role: body.role, isSuperAdmin: false })) return tooMighty();
      const changed = await deps.operators.setRole(accountId, target.operator.id, body.role);
      if (changed === 'last-owner') return lastOwner();
      if (!changed) return notFound('operator');
      const change = { before: { role: target.operator.role }, after: { role: changed.role } };
      return reply(presentOperator(changed), { change });
    },
  }),

  defineRoute({
    ...common,
    method: 'delete',
    path: '/api/operators/{id}',
    operationId: 'removeOperator',
    summary: 'Removes an operator and ends their sessions; the last owner stays',
    refusals: ['conflict'],
    response: { status: 204, description: 'Removed' },
    handler: async (request, deps) => {
      const target = await targetOf(request, deps);
      if (target.kind === 'problem') return target;
      const removed = await deps.operators.setRole(request.accountId, target.operator.id, 'none');
      if (removed === 'last-owner') return lastOwner();
      await deps.operatorSessions.revokeAll(target.operator, 'the operator was removed');
      const { login, role } = target.operator;
      return reply(undefined, { change: { before: { login, role } } });
    },
  }),

  defineRoute({
    ...common,
    method: 'post',
    path: '/api/operators/{id}/reset-password',
    operationId: 'resetOperatorPassword',
    summary: 'Takes a password away and ends the sessions; a new one is chosen with the token of the answer',
    response: { status: 200, description: 'Invited again', schema: invitationView },
    handler: async (request, deps) => {
      const target = await targetOf(request, deps);
      if (target.kind === 'problem') return target;
      const { operator } = target;
      await deps.operators.setPassword(operator.accountId, operator.id, null);
      await deps.operatorSessions.revokeAll(operator, 'the password was reset');
      return reply(await invitationOf({ ...operator, hasPassword: false }, deps), SHOWN_ONCE);
    },
  }),
];
