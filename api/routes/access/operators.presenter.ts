import type { Operator } from '../../../db/repositories/operators';
import type { OperatorCaller } from '../../../domain/access/caller';

/** An operator as lists show it. */
export function presentOperator(operator: Operator) {
  const { id, login, role, isSuperAdmin, hasPassword, createdAt, lastSignInAt } = operator;
  return {
    ...{ id, login, role, isSuperAdmin, hasPassword },
    createdAt: createdAt.toISOString(),
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
  };
}

/** Whoever signed in, as they see themselves. */
export function presentSignedIn(caller: Omit<OperatorCaller, 'kind' | 'sessionId'>) {
  const { id, accountId, name, role, isSuperAdmin } = caller;
  return { id, accountId, login: name, role, isSuperAdmin };
}
