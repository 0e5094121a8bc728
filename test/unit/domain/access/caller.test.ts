import {
  mayManage,
  mayUse,
  scopesOfNewKey,
  type Caller,
  type KeyScopes,
} from '../../../../domain/access/caller';
import { ROLES, type Role } from '../../../../domain/access/roles';
import { ALL_SCOPES } from '../../../../domain/access/scopes';

const key = (scopes: KeyScopes): Caller => ({ kind: 'key', accountId: 'a', id: 'k', name: 'key', scopes });
const operator = (role: Role, isSuperAdmin = false): Caller => ({
  ...{ kind: 'operator', accountId: 'a', id: 'o', name: 'ana', role, isSuperAdmin, sessionId: 's' },
});
const scopesOf = (role: Role) => ALL_SCOPES.filter((scope) => mayUse(operator(role), scope));

describe('a role', () => {
  it('may all that a lesser one may', () => {
    const mays = ROLES.map(scopesOf);
    for (const [index, may] of mays.slice(1).entries())
      expect(may).toEqual(expect.arrayContaining(mays[index] ?? []));
  });

  it('of a viewer writes nothing, and sees nobody who may in', () => {
    expect(scopesOf('viewer').filter((scope) => !scope.endsWith(':read'))).toEqual([]);
    expect(scopesOf('viewer')).not.toContain('access:read');
  });

  it('of an agent writes where people talk, buy and book, sees to alerts, and writes nowhere else', () => {
    expect(scopesOf('agent').filter((scope) => !scope.endsWith(':read'))).toEqual([
      'conversations:write',
      'contacts:write',
      'orders:write',
      'calendar:book',
      'alerts:handle',
      'simulator:write',
    ]);
  });
});

describe('a key', () => {
  it('may what its scopes name', () => {
    expect(mayUse(key(['orders:read']), 'orders:read')).toBe(true);
    expect(mayUse(key(['orders:read']), 'orders:write')).toBe(false);
    expect(mayUse(key('all'), 'access:write')).toBe(true);
  });

  it('that is made may no more than its maker', () => {
    expect(scopesOfNewKey(key(['orders:read']), ['orders:write'])).toBeNull();
    expect(scopesOfNewKey(operator('admin'), 'all')).toBeNull();
    expect(scopesOfNewKey(operator('admin'))).toEqual(scopesOf('admin'));
    expect(scopesOfNewKey(operator('owner'))).toBe('all');
    expect(scopesOfNewKey(key('all'), ['orders:read'])).toEqual(['orders:read']);
  });
});

describe('an operator', () => {
  it.each<[string, Caller, Role, boolean]>([
    ['an admin', operator('admin'), 'admin', true],
    ['an admin', operator('admin'), 'owner', false],
    ['an owner', operator('owner'), 'owner', true],
    ['a key that may everything', key('all'), 'owner', true],
    ['a key of all present scopes', key(ALL_SCOPES), 'owner', false],
    ['a key of all present scopes', key(ALL_SCOPES), 'admin', true],
    ['a narrow key', key(['access:write']), 'viewer', false],
  ])('is managed by %s (%j) as %s: %s', (_who, caller, role, may) => {
    expect(mayManage(caller, { role, isSuperAdmin: false })).toBe(may);
  });

  it('who looks after the platform is managed by such alone', () => {
    const root = { role: 'owner' as const, isSuperAdmin: true };
    expect(
      [operator('owner'), operator('owner', true), key('all')].map((caller) => mayManage(caller, root)),
    ).toEqual([false, true, false]);
  });
});
