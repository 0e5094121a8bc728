import type { Operator } from '../../../db/repositories/operators';
import { ACCESS_TOKEN_SECONDS, type AccessClaims } from '../../access/access-tokens';
import { sessionCookie } from '../../access/session-cookie';
import type { ApiDeps } from '../../api-deps';
import { problem } from '../../problems';
import { reply } from '../../route';
import { SHOWN_ONCE } from './invitation';
import { presentSignedIn } from './operators.presenter';

/** Tokens for a session, with the next refresh token of its chain. */
export async function tokensOf(session: AccessClaims & { refreshToken: string }, { accessTokens }: ApiDeps) {
  const { refreshToken, ...claims } = session;
  return { accessToken: await accessTokens.issue(claims), expiresIn: ACCESS_TOKEN_SECONDS, refreshToken };
}

export const signedIn = (operator: Operator) => presentSignedIn({ ...operator, name: operator.login });

/** A session for an operator who may in. */
export async function openSession(operator: Operator, as: 'tokens' | 'cookie', deps: ApiDeps) {
  const { operators, operatorSessions, accessTokens, now } = deps;
  if (as === 'tokens' && !accessTokens.canIssue) return noSecret();
  const at = new Date(now());
  await operators.noteSignIn(operator, at);
  if (as === 'cookie') {
    const cookie = await operatorSessions.openForCookie(operator, at);
    const headers = { ...SHOWN_ONCE.headers, ...sessionCookie(cookie) };
    return reply({ operator: signedIn(operator), tokens: null }, { headers });
  }
  const session = await operatorSessions.openForTokens(operator, at);
  const tokens = await tokensOf({ ...session, operatorId: operator.id }, deps);
  return reply({ operator: signedIn(operator), tokens }, SHOWN_ONCE);
}

export function noSecret() {
  return problem(
    'unavailable',
    'This server has no JWT_SECRET, so that it cannot issue tokens: set it and restart.',
  );
}
