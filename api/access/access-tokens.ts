import { errors, jwtVerify, SignJWT } from 'jose';
import type { EpochMs } from '../../domain/time/moments';

/** An access token says who signed in and by which session, never what they may. */
export interface AccessClaims {
  operatorId: string;
  sessionId: string;
}

export type AccessTokens = ReturnType<typeof createAccessTokens>;

export const ACCESS_TOKEN_SECONDS = 15 * 60;

const ALGORITHM = 'HS256';
const TYPE = 'at+jwt';
const [ISSUER, AUDIENCE] = ['hilo', 'hilo-api'];

/** Signed tokens of 15 minutes; without a secret none can be issued and none is good. */
export function createAccessTokens({ secret, now }: { secret: string | null; now: () => EpochMs }) {
  const key = secret === null ? null : new TextEncoder().encode(secret);
  return {
    canIssue: key !== null,

    async issue({ operatorId, sessionId }: AccessClaims): Promise<string> {
      if (key === null) throw new Error('There is no JWT_SECRET to sign access tokens with');
      const issuedAt = Math.floor(now() / 1000);
      return new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
        .setSubject(operatorId)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS)
        .sign(key);
    },

    /** Null for whatever is not one of ours, or no longer. */
    async verify(token: string): Promise<AccessClaims | null> {
      if (key === null) return null;
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: [ALGORITHM],
          typ: TYPE,
          issuer: ISSUER,
          audience: AUDIENCE,
          requiredClaims: ['sub', 'sid', 'iat', 'exp'],
          currentDate: new Date(now()),
        });
        const { sub, sid } = payload;
        return sub !== undefined && typeof sid === 'string' ? { operatorId: sub, sessionId: sid } : null;
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}
