import type { RequestHandler } from 'express';
import type { Caller } from '../../domain/access/caller';
import type { ApiDeps } from '../api-deps';
import { problem, type Problem } from '../problems';
import { sendProblem } from '../respond';
import { createBreaker } from './breaker';
import { crossSite, isCrossSite, saysWhereFrom } from './cross-site';
import { sessionOfCookies } from './session-cookie';

/** What a request says about who sends it. */
export interface Presented {
  method: string;
  header(name: string): string | undefined;
}

export type Identified = { kind: 'known'; caller: Caller } | Problem;

type Stores = Pick<ApiDeps, 'accounts' | 'operatorSessions' | 'accessTokens' | 'now' | 'publicBaseUrl'>;

/** Lets only callers through that prove who they are, and says who it is; one for all routes. */
export function authenticate(deps: Stores): RequestHandler {
  const unlessAway = createBreaker();
  return async (req, res, next) => {
    const presented = { method: req.method, header: (name: string) => req.get(name) };
    const found = await unlessAway(() => identify(presented, deps));
    if (found.kind === 'problem') return sendProblem(req, res, found);
    req.caller = found.caller;
    next();
  };
}

/** Who sends a request: by API key, by access token, or by the cookie of the console, whichever comes first. */
export async function identify(request: Presented, deps: Stores): Promise<Identified> {
  const key = presentedBy(request.header);
  if (key === undefined) return byCookie(request, deps);
  const caller = isTokenShaped(key) ? await byToken(key, deps) : await deps.accounts.findByKey(key);
  return caller === null
    ? unauthenticated('The key or token is unknown, expired or revoked.')
    : known(caller);
}

/** The key or token of a request, whatever it is worth. */
export function presentedBy(header: Presented['header']): string | undefined {
  const bearer = /^Bearer (\S+)$/i.exec(header('authorization') ?? '')?.[1];
  return header('x-api-key') ?? bearer;
}

const isTokenShaped = (key: string) => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(key);
const known = (caller: Caller): Identified => ({ kind: 'known', caller });
const unauthenticated = (detail: string) => problem('unauthenticated', detail);

async function byToken(
  token: string,
  { accessTokens, operatorSessions, now }: Stores,
): Promise<Caller | null> {
  const claims = await accessTokens.verify(token);
  if (claims === null) return null;
  return operatorSessions.find(claims.operatorId, claims.sessionId, new Date(now()));
}

/**
 * A browser sends its cookie whoever made it ask, so what another site made it ask is refused: a write, and a
 * WebSocket, whose answers no browser keeps from the page that opened it.
 */
async function byCookie({ method, header }: Presented, deps: Stores): Promise<Identified> {
  const cookie = sessionOfCookies(header('cookie'));
  if (cookie === undefined) return unauthenticated('The request carries no API key and no access token.');
  const caller = await deps.operatorSessions.findByCookie(cookie, new Date(deps.now()));
  if (caller === null) return unauthenticated('The session is over: sign in again.');
  const opens = header('upgrade') !== undefined;
  if ((method === 'GET' || method === 'HEAD') && !opens) return known(caller);
  const isOurs = saysWhereFrom(header) && !isCrossSite(header, deps.publicBaseUrl);
  return isOurs ? known(caller) : crossSite();
}
