import { z } from 'zod';
import type { EpochMs } from '../domain/time/moments';
import { callProvider, jsonOf, plain, type CallFailure, type ProviderLine } from './call-provider';
import type { AuthorizationWish, CalendarProvider, Granted } from './calendar-provider';

/** An application that a provider knows, and where the provider gives tokens. */
export interface OAuthApplication {
  line: ProviderLine;
  clientId: string;
  clientSecret: string;
  authorizeUrl: string;
  tokenUrl: string;
  scopes: readonly string[];
  /** What the provider wants besides, to give a refresh token. */
  extra: Readonly<Record<string, string>>;
  now: () => EpochMs;
}

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1).optional(),
});
const errorAnswer = z.object({ error: z.string() });

/** Tokens for an application, by OAuth 2.0 (RFC 6749) with PKCE (RFC 7636): the same for every provider. */
export function createOAuthTokens(
  application: OAuthApplication,
): Pick<CalendarProvider, 'authorizeUrl' | 'redeem' | 'refresh'> {
  const { clientId, clientSecret, scopes, extra } = application;
  const client = { client_id: clientId, client_secret: clientSecret };
  return {
    authorizeUrl({ state, challenge, redirectUri }: AuthorizationWish): string {
      const url = new URL(application.authorizeUrl);
      const query = {
        ...{ response_type: 'code', client_id: clientId, redirect_uri: redirectUri, state },
        ...{ code_challenge: challenge, code_challenge_method: 'S256', scope: scopes.join(' ') },
        ...extra,
      };
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      return url.href;
    },

    redeem: ({ code, verifier, redirectUri }) =>
      ask(application, {
        ...{ grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: redirectUri },
        ...client,
      }),

    /** A provider that gives no new refresh token means the old one. */
    refresh: (refreshToken) =>
      ask(application, { grant_type: 'refresh_token', refresh_token: refreshToken, ...client }, refreshToken),
  };
}

async function ask(
  { line, tokenUrl, now }: OAuthApplication,
  form: Record<string, string>,
  earlier?: string,
): Promise<Granted> {
  const askedAt = now();
  const answer = await callProvider(line, { method: 'POST', url: tokenUrl, form }, tokenAnswer);
  if (answer.kind !== 'answered') return readRefusal(line.title, answer);
  const {
    access_token: accessToken,
    expires_in: seconds,
    refresh_token: refreshToken = earlier,
  } = answer.body;
  if (refreshToken === undefined) {
    return { kind: 'refused', detail: `${line.title} gave no refresh token`, status: 200 };
  }
  return { kind: 'granted', tokens: { accessToken, refreshToken, expiresAt: askedAt + seconds * 1000 } };
}

/** `invalid_grant`: what was granted has ended or was taken back (RFC 6749, 5.2). */
function readRefusal(title: string, failure: CallFailure): Granted {
  const said = errorAnswer.safeParse(jsonOf(failure.text));
  if (!said.success || failure.kind === 'away') return plain(failure);
  if (said.data.error === 'invalid_grant') return { kind: 'revoked', detail: `${title} says invalid_grant` };
  // What else there is concerns the application: its id, its secret, its scopes.
  const status = failure.kind === 'refused' ? failure.status : 401;
  return { kind: 'refused', detail: `${title} does not take this application`, status };
}
