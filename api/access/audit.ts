import type { Request } from 'express';
import type { AuditEntry } from '../../db/repositories/audit-log';
import type { Operator } from '../../db/repositories/operators';
import type { ApiDeps } from '../api-deps';
import { PROBLEMS } from '../problems';
import { isForCallers, type Reply, type Route } from '../route';

/** Whether a route changes something; what people write into the simulator is no business of the log's. */
export function isPrivilegedWrite({ access, method }: Route): boolean {
  if (!isForCallers(access) || method === 'get') return false;
  return !access.endsWith(':read') && access !== 'simulator:write';
}

type Answer = Awaited<ReturnType<Route['handler']>>;

/**
 * Does what a route does between two rows of the audit log. Without the first nothing is done; an outcome that
 * cannot be added is missing from the log, and the entry without one says so.
 */
export async function audited(
  { route, req, body }: { route: Route; req: Request; body: unknown },
  deps: Pick<ApiDeps, 'auditLog'>,
  act: () => Promise<Answer>,
): Promise<Answer> {
  const { caller } = req;
  if (caller === undefined || !isPrivilegedWrite(route)) return act();
  const entry: AuditEntry = {
    actor: caller,
    action: route.operationId,
    target: req.params,
    fields: fieldsOf(body),
    requestId: req.requestId,
  };
  const id = await deps.auditLog.begin(entry);
  const end = (status: number, change?: Reply['change']) =>
    deps.auditLog.end(caller.accountId, id, { status, change }).catch((error: unknown) => {
      req.log.error({ err: error, entryId: id }, 'an outcome is missing from the audit log');
    });
  try {
    const answer = await act();
    if (answer.kind === 'problem') await end(PROBLEMS[answer.code].status);
    else if (answer.kind === 'reply') await end(answer.status ?? route.response.status, answer.change);
    return answer;
  } catch (error) {
    await end(PROBLEMS.internal_error.status);
    throw error;
  }
}

function fieldsOf(body: unknown): string[] {
  const isPlain =
    typeof body === 'object' && body !== null && Object.getPrototypeOf(body) === Object.prototype;
  return isPlain ? Object.keys(body).slice(0, 50) : [];
}

/** Writes down what came of a sign-in, which nobody is known for beforehand. */
export async function noteSignIn(
  sign: {
    operator: Pick<Operator, 'accountId' | 'id' | 'login'>;
    action: string;
    status: number;
    requestId: string;
  },
  { auditLog }: Pick<ApiDeps, 'auditLog'>,
): Promise<void> {
  const { operator, action, status, requestId } = sign;
  const { accountId, id, login } = operator;
  const actor = { kind: 'operator' as const, accountId, id, name: login };
  const entryId = await auditLog.begin({ actor, action, target: {}, fields: [], requestId });
  await auditLog.end(accountId, entryId, { status });
}
