import type { KeyScopes } from '../../../domain/access/caller';
import type { ApiKeySummary } from '../../../db/repositories/accounts';

/** A key as lists show it: nothing of its secret. */
export function presentKey(key: ApiKeySummary) {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    scopes: shownScopes(key.scopes),
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  };
}

export function shownScopes(scopes: KeyScopes) {
  return scopes === 'all' ? scopes : [...scopes];
}
