import type { Scope } from './scopes';

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

/** Whoever is behind a request. */
export type Caller = KeyCaller;

/** Whether the caller may do what the scope is about. */
export function mayUse(caller: Caller, scope: Scope): boolean {
  return caller.scopes === 'all' || caller.scopes.includes(scope);
}

/** The scopes of a key that a caller makes: what it wants, else what it has itself; null for more than it has. */
export function scopesOfNewKey({ scopes: own }: Caller, wanted: KeyScopes = own): KeyScopes | null {
  if (own === 'all') return wanted;
  return wanted !== 'all' && wanted.every((scope) => own.includes(scope)) ? wanted : null;
}
