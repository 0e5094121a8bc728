import { createHash, randomBytes } from 'node:crypto';
import express from 'express';
import type { Response, Router } from 'express';
import { reply, type Reply } from '../provider-faults';

export type OAuthDesk = ReturnType<typeof createOAuthDesk>;

interface Pending {
  challenge: string;
  redirectUri: string;
}

const HOUR_SECONDS = 3600;
const CLIENT = { id: 'client-of-a-test', secret: 'secret-of-a-test' };

/** Who is let in at a fake provider: codes, tokens, and an owner who may take it all back. */
export function createOAuthDesk({ rotates }: { rotates: boolean }) {
  const codes = new Map<string, Pending>();
  const refreshTokens = new Set<string>();
  const accessTokens = new Set<string>();
  const counts = { refreshes: 0, revocations: 0 };
  let lifeSeconds = HOUR_SECONDS;
  const fresh = (kind: string) => `${kind}-${randomBytes(12).toString('hex')}`;

  function grant(refreshToken: string | null): Reply {
    const accessToken = fresh('access');
    accessTokens.add(accessToken);
    const next = refreshToken === null || rotates ? fresh('refresh') : null;
    if (next !== null) refreshTokens.add(next);
    return {
      status: 200,
      body: {
        ...{ access_token: accessToken, expires_in: lifeSeconds, token_type: 'Bearer' },
        ...(next !== null && { refresh_token: next }),
      },
    };
  }

  function redeem(form: Record<string, string>): Reply {
    const pending = codes.get(form['code'] ?? '');
    codes.delete(form['code'] ?? '');
    const challenge = createHash('sha256')
      .update(form['code_verifier'] ?? '')
      .digest('base64url');
    if (pending?.challenge !== challenge || pending.redirectUri !== form['redirect_uri'])
      return INVALID_GRANT;
    return grant(null);
  }

  function refresh(form: Record<string, string>): Reply {
    counts.refreshes += 1;
    const token = form['refresh_token'] ?? '';
    return refreshTokens.has(token) ? grant(token) : INVALID_GRANT;
  }

  return {
    client: CLIENT,
    counts,
    knows: (header: string | undefined) => accessTokens.has(header?.replace(/^Bearer /, '') ?? ''),
    /** What the next access tokens live for. */
    setLife: (seconds: number) => {
      lifeSeconds = seconds;
    },
    /** The access tokens are not taken any more, though they should still last. */
    dropAccess: () => accessTokens.clear(),
    /** The owner takes everything back. */
    takeBack: () => {
      accessTokens.clear();
      refreshTokens.clear();
    },
    revoke(token: string): Reply {
      if (!refreshTokens.delete(token)) return { status: 400, body: { error: 'invalid_token' } };
      counts.revocations += 1;
      accessTokens.clear();
      return { status: 200, body: {} };
    },
    /** The owner agrees at the address that Hilo gave, or not: where the browser is sent. */
    consent(address: string, agrees = true): string {
      const query = new URL(address).searchParams;
      const back = new URL(query.get('redirect_uri') ?? '');
      back.searchParams.set('state', query.get('state') ?? '');
      if (!agrees) {
        back.searchParams.set('error', 'access_denied');
        return back.href;
      }
      const code = fresh('code');
      const redirectUri = query.get('redirect_uri') ?? '';
      codes.set(code, { challenge: query.get('code_challenge') ?? '', redirectUri });
      back.searchParams.set('code', code);
      return back.href;
    },
    token(form: Record<string, string>): Reply {
      if (form['client_id'] !== CLIENT.id || form['client_secret'] !== CLIENT.secret) {
        return { status: 401, body: { error: 'invalid_client' } };
      }
      return form['grant_type'] === 'authorization_code' ? redeem(form) : refresh(form);
    },
  };
}

const INVALID_GRANT: Reply = { status: 400, body: { error: 'invalid_grant' } };

/** A browser at `authorize`, whose owner agrees at once; a server at `token`. */
export function oauthRoutes(
  desk: OAuthDesk,
  paths: { url: () => string; authorize: string; token: string },
  answer: (res: Response, make: () => Reply) => void,
): Router {
  const router = express.Router();
  router.use(express.urlencoded({ extended: false }));
  router.get(paths.authorize, (req, res) => res.redirect(desk.consent(`${paths.url()}${req.originalUrl}`)));
  router.post(paths.token, (req, res) => answer(res, () => desk.token(req.body as Record<string, string>)));
  router.post('/revoke', (req, res) =>
    reply(res, desk.revoke((req.body as Record<string, string>)['token'] ?? '')),
  );
  return router;
}
