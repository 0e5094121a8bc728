import { generateKeyPairSync } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { ACCESS_TOKEN_SECONDS, createAccessTokens } from '../../../../api/access/access-tokens';

const SECRET = 'a secret of at least thirty-two characters';
const NOW = Date.UTC(2026, 10, 21, 12);
const WHO = { operatorId: 'operator', sessionId: 'session' };
const tokens = createAccessTokens({ secret: SECRET, now: () => NOW });
const key = new TextEncoder().encode(SECRET);

/** A token like ours, but for what a forger changes. */
function forged(change: Record<string, unknown> = {}, header: Record<string, unknown> = {}) {
  const seconds = NOW / 1000;
  const claims = {
    ...{ sid: WHO.sessionId, sub: WHO.operatorId, iss: 'hilo', aud: 'hilo-api' },
    ...{ iat: seconds, exp: seconds + 900 },
    ...change,
  };
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', ...header });
}

describe('an access token', () => {
  it('says who signed in by which session, for a quarter of an hour', async () => {
    const token = await tokens.issue(WHO);
    expect(await tokens.verify(token)).toEqual(WHO);
    const at = (ms: number) => createAccessTokens({ secret: SECRET, now: () => NOW + ms }).verify(token);
    expect(await at(ACCESS_TOKEN_SECONDS * 1000 - 1)).toEqual(WHO);
    expect(await at(ACCESS_TOKEN_SECONDS * 1000)).toBeNull();
  });

  it('is one that the forger of the tests below could make, were the secret known', async () => {
    expect(await tokens.verify(await forged().sign(key))).toEqual(WHO);
  });

  it.each([
    ['never ends', { exp: undefined }, {}],
    ['names no session', { sid: undefined }, {}],
    ['names nobody', { sub: undefined }, {}],
    ['is for somebody else', { aud: 'another-api' }, {}],
    ['comes from somebody else', { iss: 'another' }, {}],
    ['is of another kind', {}, { typ: 'JWT' }],
  ])('is refused when it %s', async (_what, change, header) => {
    expect(await tokens.verify(await forged(change, header).sign(key))).toBeNull();
  });

  it('is refused without a signature', async () => {
    const claims = { sid: WHO.sessionId, sub: WHO.operatorId, iss: 'hilo', aud: 'hilo-api' };
    const unsigned = new UnsecuredJWT(claims)
      .setIssuedAt(NOW / 1000)
      .setExpirationTime(NOW / 1000 + 900)
      .encode();
    expect(await tokens.verify(unsigned)).toBeNull();
    expect(
      await tokens.verify(unsigned.replace(/^[^.]+/, encoded({ alg: 'none', typ: 'at+jwt' }))),
    ).toBeNull();
  });

  it('is refused when another algorithm or another key signed it, whatever key it names', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(await tokens.verify(await forged({}, { alg: 'RS256' }).sign(privateKey))).toBeNull();
    expect(await tokens.verify(await forged({}, { alg: 'HS512' }).sign(key))).toBeNull();
    const empty = new TextEncoder().encode('\0'.repeat(32));
    expect(await tokens.verify(await forged({}, { kid: '../../../../dev/null' }).sign(empty))).toBeNull();
  });

  it('is refused when a byte of it was altered', async () => {
    const token = await tokens.issue(WHO);
    const [header = '', , signature = ''] = token.split('.');
    const other = encoded({ sid: 'another', sub: 'another', iss: 'hilo', aud: 'hilo-api', iat: 0, exp: 9e9 });
    expect(await tokens.verify([header, other, signature].join('.'))).toBeNull();
    expect(await tokens.verify(`${token.slice(0, -2)}AA`)).toBeNull();
  });

  it('is never good where there is no secret', async () => {
    const none = createAccessTokens({ secret: null, now: () => NOW });
    expect([none.canIssue, await none.verify(await tokens.issue(WHO))]).toEqual([false, null]);
  });
});

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
