import { isForCallers, type Route } from '../../../api/route';
import { ROLES, type Role } from '../../../domain/access/roles';
import { SCOPES } from '../../../domain/access/scopes';
import type { Ids } from './everything';
import { callRoute, namesOne, type RouteCall } from './route-request';

/** Somebody who asks, and what the table of scopes lets them do. */
export interface MatrixCaller {
  name: string;
  headers: Readonly<Record<string, string>>;
  /** Null for whoever proves nothing that holds. */
  as: Role | 'super-admin' | 'key' | 'narrow-key' | null;
  /** Whether a page of another site makes the browser ask. */
  isCrossSite?: boolean;
}

/** What the narrow key of the matrix may. */
export const NARROW = 'account:read';

export type Outcome = 'served' | 'unauthenticated' | 'not_allowed' | 'cross_site' | 'webhook_not_verified';

const DENIALS: readonly string[] = ['unauthenticated', 'not_allowed', 'cross_site', 'webhook_not_verified'];

/** What the table says must come of it when this caller calls this route. */
export function expectedOutcome(
  { access, method }: Route,
  { as, isCrossSite = false }: MatrixCaller,
): Outcome {
  if (typeof access === 'object') return 'webhook_not_verified';
  if (access === 'sign-in') return isCrossSite ? 'cross_site' : 'served';
  if (!isForCallers(access)) return 'served';
  if (as === null) return 'unauthenticated';
  if (isCrossSite && method !== 'get') return 'cross_site';
  return mayCall(access, as) ? 'served' : 'not_allowed';
}

function mayCall(
  access: keyof typeof SCOPES | 'operator' | 'super-admin',
  as: NonNullable<MatrixCaller['as']>,
): boolean {
  const isOperator = as !== 'key' && as !== 'narrow-key';
  if (access === 'operator') return isOperator;
  if (access === 'super-admin') return as === 'super-admin';
  if (!isOperator) return as === 'key' || access === NARROW;
  const role = as === 'super-admin' ? 'owner' : as;
  return ROLES.indexOf(role) >= ROLES.indexOf(SCOPES[access]);
}

/** Ids that are nobody's: whoever may call finds nothing, and changes nothing but their own. */
export const NOBODYS: Ids = new Proxy<Record<string, string>>(
  { users: '99999999', products: '99999999', orders: '99999999' },
  { get: (known, word: string) => known[word] ?? '01900000-0000-7000-8000-00000000dead' },
);

/** Calls a route about things that nobody has; says what is wrong, or null. */
export async function violationOf(
  call: Omit<RouteCall, 'ids' | 'headers'>,
  caller: MatrixCaller,
): Promise<string | null> {
  const answer = await outcomeOf({ ...call, ids: NOBODYS, headers: caller.headers });
  const expected = expectedOutcome(call.route, caller);
  if (answer.outcome === expected && answer.status < 500) return null;
  return `${nameOf(call.route)} as ${caller.name}: ${answer.outcome} (${answer.status}), not ${expected}`;
}

/** Calls a route about what another account has; says what is wrong, or null. */
export async function trespassOf(
  call: Omit<RouteCall, 'headers'>,
  caller: MatrixCaller,
): Promise<string | null> {
  const answer = await outcomeOf({ ...call, headers: caller.headers });
  const expected = expectedOutcome(call.route, caller);
  const isRight = expected === 'served' ? answer.status === 404 : answer.outcome === expected;
  return isRight
    ? null
    : `${nameOf(call.route)} about another account's, as ${caller.name}: ${answer.status}`;
}

/** Whether a route could be used to reach into another account. */
export const reachesInto = (route: Route) => isForCallers(route.access) && namesOne(route);

async function outcomeOf(call: RouteCall): Promise<{ outcome: Outcome; status: number }> {
  const { status, text, headers } = await callRoute(call);
  const isProblem = String(headers['content-type']).startsWith('application/problem+json');
  const code = isProblem ? (JSON.parse(text) as { code: string }).code : '';
  return { outcome: DENIALS.includes(code) ? (code as Outcome) : 'served', status };
}

function nameOf({ method, path }: Route): string {
  return `${method.toUpperCase()} ${path}`;
}
