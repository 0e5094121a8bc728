import { isAtLeast, type Role } from './roles';
import { ALL_SCOPES, SCOPES, type Scope } from './scopes';

/** What a key may: what is listed, or everything, also what there is not yet. */
export type KeyScopes = readonly Scope[] | 'all';

/** A program that holds an API key. */
export interface KeyCaller {
  kind: 'key';
  accountId: string;
  id: string;
  name: string;
  scopes: KeyScopes;
}

/** A person who signed in. */
export interface OperatorCaller {
  kind: 'operator';
  accountId: string;
  id: string;
  /** The login. */
  name: string;
  role: Role;
  /** Also looks after the accounts of the platform. */
  isSuperAdmin: boolean;
  sessionId: string;
}

/** Whoever is behind a request. */
export type Caller = KeyCaller | OperatorCaller;

/** Whether the caller may do what the scope is about. */
export function mayUse(caller: Caller, scope: Scope): boolean {
  if (caller.kind === 'operator') return isAtLeast(caller.role, SCOPES[scope]);
  return caller.scopes === 'all' || caller.scopes.includes(scope);
}

/** The scopes of a key that a caller makes: what it wants, else what it has itself; null for more than it has. */
export function scopesOfNewKey(caller: Caller, wanted?: KeyScopes): KeyScopes | null {
  const own = scopesOf(caller);
  if (own === 'all') return wanted ?? 'all';
  if (wanted === undefined) return own;
  return wanted !== 'all' && wanted.every((scope) => own.includes(scope)) ? wanted : null;
}

/** Whether the caller may make, change or remove such an operator: nobody makes another mightier than they are. */
export function mayManage(caller: Caller, operator: { role: Role; isSuperAdmin: boolean }): boolean {
  if (caller.kind === 'operator') {
    return isAtLeast(caller.role, operator.role) && (caller.isSuperAdmin || !operator.isSuperAdmin);
  }
  if (operator.isSuperAdmin) return false;
  const { scopes } = caller;
  return (
    scopes === 'all' ||
    (operator.role !== 'owner' && scopesOfRole(operator.role).every((scope) => scopes.includes(scope)))
  );
}

function scopesOf(caller: Caller): KeyScopes {
  if (caller.kind === 'key') return caller.scopes;
  return caller.role === 'owner' ? 'all' : scopesOfRole(caller.role);
}

function scopesOfRole(role: Role): Scope[] {
  return ALL_SCOPES.filter((scope) => isAtLeast(role, SCOPES[scope]));
}
