import { hashPassword } from '../../../db/secrets/password-hashes';
import { noteSignIn } from '../../access/audit';
import { noSessionCookie } from '../../access/session-cookie';
import { PROBLEMS, problem } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { acceptBody, loginBody, operatorView, passwordBody, refreshBody, signedInView } from './auth.schema';
import { SHOWN_ONCE } from './invitation';
import { noSecret, openSession, signedIn, tokensOf } from './open-session';
import { presentSignedIn } from './operators.presenter';
import { checkPassword } from './sign-in';

/** How people sign in, and out again. */
export const authRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/auth/login',
    operationId: 'signIn',
    summary: 'Signs an operator in: with tokens, or with a cookie for the console',
    tag: 'Access',
    access: 'sign-in',
    body: json(loginBody),
    refusals: ['sign_in_refused', 'too_many_requests'],
    response: { status: 200, description: 'Signed in', schema: signedInView },
    handler: async ({ body, address, requestId }, deps) => {
      const checked = await checkPassword({ ...body, address }, deps);
      if (checked.kind === 'matches') {
        await noteSignIn({ operator: checked.operator, action: 'signIn', status: 200, requestId }, deps);
        return openSession(checked.operator, body.session, deps);
      }
      const { about: operator, problem: refusal } = checked;
      const { status } = PROBLEMS[refusal.code];
      if (operator) await noteSignIn({ operator, action: 'signIn', status, requestId }, deps);
      return refusal;
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/auth/refresh',
    operationId: 'refreshTokens',
    summary: 'The next tokens for a refresh token; one that comes twice ends the whole session',
    tag: 'Access',
    access: 'sign-in',
    body: json(refreshBody),
    refusals: ['sign_in_refused'],
    response: { status: 200, description: 'The next tokens', schema: signedInView },
    handler: async ({ body, requestId }, deps) => {
      const { operatorSessions, accessTokens, now } = deps;
      if (!accessTokens.canIssue) return noSecret();
      const refreshed = await operatorSessions.refresh(body.refreshToken, new Date(now()));
      if (refreshed.kind === 'reused') {
        const { operator } = refreshed;
        await noteSignIn({ operator, action: 'endReusedSession', status: 401, requestId }, deps);
      }
      if (refreshed.kind !== 'refreshed') {
        return problem('sign_in_refused', 'The refresh token is unknown, used or expired: sign in again.');
      }
      const { caller, refreshToken } = refreshed;
      const tokens = await tokensOf(
        { operatorId: caller.id, sessionId: caller.sessionId, refreshToken },
        deps,
      );
      return reply({ operator: presentSignedIn(caller), tokens }, SHOWN_ONCE);
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/auth/accept',
    operationId: 'acceptInvitation',
    summary: 'Chooses a password with an invitation, which is good once',
    tag: 'Access',
    access: 'sign-in',
    body: json(acceptBody),
    refusals: ['sign_in_refused'],
    response: { status: 200, description: 'Who can sign in now', schema: operatorView },
    handler: async ({ body: { token, password }, requestId }, deps) => {
      const passwordHash = await hashPassword(password);
      const operator = await deps.operators.accept(token, passwordHash, new Date(deps.now()));
      if (operator) {
        await noteSignIn({ operator, action: 'acceptInvitation', status: 200, requestId }, deps);
        return reply(signedIn(operator));
      }
      return problem('sign_in_refused', 'The invitation is unknown, used or expired: ask for a new one.');
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/auth/me',
    operationId: 'getSignedIn',
    summary: 'Who is signed in',
    tag: 'Access',
    access: 'operator',
    response: { status: 200, description: 'The operator', schema: operatorView },
    handler: ({ caller }) => Promise.resolve(reply(presentSignedIn(caller))),
  }),

  defineRoute({
    method: 'post',
    path: '/api/auth/logout',
    operationId: 'signOut',
    summary: 'Ends the session at once, with every token and cookie of it',
    tag: 'Access',
    access: 'operator',
    response: { status: 204, description: 'Signed out' },
    handler: async ({ accountId, caller }, { operatorSessions }) => {
      await operatorSessions.revoke(accountId, caller.sessionId, 'signed out');
      return reply(undefined, { headers: noSessionCookie() });
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/auth/password',
    operationId: 'changePassword',
    summary: 'Changes the password of whoever is signed in, and ends their other sessions',
    tag: 'Access',
    access: 'operator',
    body: json(passwordBody),
    refusals: ['sign_in_refused', 'too_many_requests'],
    response: { status: 204, description: 'Changed' },
    handler: async ({ caller, body, address }, deps) => {
      const { operators, operatorSessions } = deps;
      const guess = { login: caller.name, password: body.currentPassword, address };
      const checked = await checkPassword(guess, deps);
      if (checked.kind === 'refused') return checked.problem;
      await operators.setPassword(caller.accountId, caller.id, await hashPassword(body.newPassword));
      await operatorSessions.revokeAll(caller, 'the password was changed', caller.sessionId);
      return reply(undefined);
    },
  }),
];
