import { createAccessTokens } from '../../../api/access/access-tokens';
import type { createAccounts } from '../../../db/repositories/accounts';
import type { createOperatorSessions } from '../../../db/repositories/operator-sessions';
import type { Operator, Operators } from '../../../db/repositories/operators';
import { SESSION_COOKIE } from '../../../api/access/session-cookie';
import { ROLES, type Role } from '../../../domain/access/roles';
import { NARROW, type MatrixCaller } from './matrix';

export interface CallerStores {
  accounts: Pick<ReturnType<typeof createAccounts>, 'issueKey' | 'revokeKey'>;
  operators: Pick<Operators, 'create' | 'setRole'>;
  operatorSessions: ReturnType<typeof createOperatorSessions>;
  jwtSecret: string;
}

const LONG_AGO_MS = 3_600_000;

/** Everybody who might ask for something of an account: each role by each means, and those who may not in. */
export async function matrixCallers(accountId: string, stores: CallerStores): Promise<MatrixCaller[]> {
  const { accounts } = stores;
  const all = await accounts.issueKey(accountId, 'matrix');
  const narrow = await accounts.issueKey(accountId, 'narrow', [NARROW]);
  const revoked = await accounts.issueKey(accountId, 'revoked');
  await accounts.revokeKey(accountId, revoked.id);
  const byKey = (key: string) => ({ 'x-api-key': key });
  return [
    { name: 'nobody', headers: {}, as: null },
    { name: 'a wrong key', headers: byKey('hilo_00000000_wrong'), as: null },
    { name: 'the start of a good key', headers: byKey(all.key.slice(0, -1)), as: null },
    { name: 'a revoked key', headers: byKey(revoked.key), as: null },
    { name: 'a key', headers: byKey(all.key), as: 'key' },
    { name: 'a narrow key', headers: byKey(narrow.key), as: 'narrow-key' },
    ...(await operatorCallers(accountId, stores)),
  ];
}

async function operatorCallers(accountId: string, stores: CallerStores): Promise<MatrixCaller[]> {
  const { operators, operatorSessions, jwtSecret } = stores;
  const make = async (name: string, role: Role, isSuperAdmin = false): Promise<Operator> => {
    const login = `${name}-of-${accountId}`;
    const operator = await operators.create(accountId, { login, role, isSuperAdmin, passwordHash: null });
    if (!operator) throw new Error(`The login ${login} is taken`);
    return operator;
  };
  const sessionOf = async (operator: Operator) =>
    (await operatorSessions.openForTokens(operator, new Date())).sessionId;
  const tokenOf = async (operator: Operator, agoMs = 0, session?: string) => {
    const tokens = createAccessTokens({ secret: jwtSecret, now: () => Date.now() - agoMs });
    const sessionId = session ?? (await sessionOf(operator));
    return { authorization: `Bearer ${await tokens.issue({ operatorId: operator.id, sessionId })}` };
  };
  const byRole = await Promise.all(
    ROLES.map(async (role) => ({ name: role, headers: await tokenOf(await make(role, role)), as: role })),
  );
  const owner = await make('another-owner', 'owner');
  const ended = await sessionOf(owner);
  await operatorSessions.revoke(accountId, ended, 'signed out');
  const removed = await make('removed', 'owner');
  const removedToken = await tokenOf(removed);
  await operators.setRole(accountId, removed.id, 'none');
  const cookie = async () => `${SESSION_COOKIE}=${await operatorSessions.openForCookie(owner, new Date())}`;
  return [
    ...byRole,
    { name: 'super-admin', headers: await tokenOf(await make('root', 'owner', true)), as: 'super-admin' },
    { name: 'an expired token', headers: await tokenOf(owner, LONG_AGO_MS), as: null },
    { name: 'a token of who signed out', headers: await tokenOf(owner, 0, ended), as: null },
    { name: 'a token of who was removed', headers: removedToken, as: null },
    {
      name: 'the console',
      headers: { cookie: await cookie(), 'sec-fetch-site': 'same-origin' },
      as: 'owner',
    },
    {
      name: 'another site',
      headers: { cookie: await cookie(), 'sec-fetch-site': 'cross-site' },
      as: 'owner',
      isCrossSite: true,
    },
  ];
}
