import request from 'supertest';
import { createAccessTokens } from '../../../../api/access/access-tokens';
import { createApp } from '../../../../api/app';
import {
  makeOperator,
  PASSWORD,
  signIn,
  tokensOf,
  type SignedIn,
} from '../../../support/access/make-operator';
import { createTestApi, JWT_SECRET, type TestApi } from '../../../support/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
  await makeOperator(api, { login: 'ana@example.com', role: 'owner' });
});
afterAll(() => api.close());

const me = (token: string) => request(api.app).get('/api/auth/me').set('authorization', `Bearer ${token}`);
const refresh = (refreshToken: string) => request(api.app).post('/api/auth/refresh').send({ refreshToken });
const codeOf = ({ text }: request.Response) => (JSON.parse(text) as { code: string }).code;
/** The same API, so much later. */
const later = (ms: number) => {
  const now = () => Date.now() + ms;
  return createApp({ ...api.deps, now, accessTokens: createAccessTokens({ secret: JWT_SECRET, now }) });
};

describe('signing in', () => {
  it('gives tokens that say who is there, whatever the case of the login', async () => {
    const answer = await signIn(api, 'ANA@example.com');
    const { tokens, operator } = answer.body as SignedIn;
    expect([answer.status, answer.headers['cache-control'], tokens.expiresIn]).toEqual([
      200,
      'no-store',
      900,
    ]);
    expect((await me(tokens.accessToken)).body).toEqual(operator);
    expect(operator).toMatchObject({ login: 'ana@example.com', role: 'owner', accountId: api.account.id });
  });

  it.each([
    ['a wrong password', { password: 'incorrect horse battery' }],
    ['an unknown login', { login: 'nobody@example.com' }],
  ])('is refused for %s, in the same words', async (_what, wrong) => {
    const answer = await request(api.app)
      .post('/api/auth/login')
      .send({ login: 'ana@example.com', password: PASSWORD, ...wrong });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      401,
      expect.objectContaining({ code: 'sign_in_refused', detail: 'The login or the password is wrong.' }),
    ]);
  });

  it('is refused to who was invited and has chosen no password yet', async () => {
    await api.deps.operators.create(api.account.id, {
      login: 'new@example.com',
      role: 'viewer',
      passwordHash: null,
    });
    expect((await signIn(api, 'new@example.com', { password: 'nobody has this password' })).status).toBe(401);
  });

  it('is no use without a secret to sign tokens with', async () => {
    const accessTokens = { ...api.deps.accessTokens, canIssue: false };
    const answer = await request(createApp({ ...api.deps, accessTokens }))
      .post('/api/auth/login')
      .send({ login: 'ana@example.com', password: PASSWORD });
    expect([answer.status, answer.text]).toEqual([503, expect.stringContaining('JWT_SECRET')]);
  });
});

describe('an access token', () => {
  it('opens nothing after a quarter of an hour', async () => {
    const { accessToken } = await tokensOf(api, 'ana@example.com');
    const app = later(15 * 60_000 + 1000);
    const answer = await request(app).get('/api/auth/me').set('authorization', `Bearer ${accessToken}`);
    expect([answer.status, codeOf(answer)]).toEqual([401, 'unauthenticated']);
  });

  it('opens nothing once signed out', async () => {
    const { accessToken, refreshToken } = await tokensOf(api, 'ana@example.com');
    const out = await request(api.app).post('/api/auth/logout').set('authorization', `Bearer ${accessToken}`);
    expect([out.status, (await me(accessToken)).status, (await refresh(refreshToken)).status]).toEqual([
      204, 401, 401,
    ]);
  });
});

describe('a refresh token', () => {
  it('gives the next one, and works once', async () => {
    const first = await tokensOf(api, 'ana@example.com');
    const answer = await refresh(first.refreshToken);
    const { tokens } = answer.body as SignedIn;
    expect(answer.status).toBe(200);
    expect(tokens.refreshToken).not.toBe(first.refreshToken);
    expect((await me(tokens.accessToken)).status).toBe(200);
  });

  it('that comes twice ends everything that came of its sign-in, and nothing else', async () => {
    const other = await tokensOf(api, 'ana@example.com');
    const stolen = await tokensOf(api, 'ana@example.com');
    const { tokens: next } = (await refresh(stolen.refreshToken)).body as SignedIn;
    expect((await refresh(stolen.refreshToken)).status).toBe(401);
    expect([(await me(next.accessToken)).status, (await refresh(next.refreshToken)).status]).toEqual([
      401, 401,
    ]);
    expect((await me(other.accessToken)).status).toBe(200);
  });

  it('that comes twice at the same time is used once, and ends the session', async () => {
    const { refreshToken } = await tokensOf(api, 'ana@example.com');
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(refreshToken)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const used = answers.find(({ status }) => status === 200)?.body as SignedIn;
    expect((await me(used.tokens.accessToken)).status).toBe(401);
  });

  it('is forgotten after a week without use', async () => {
    const { refreshToken } = await tokensOf(api, 'ana@example.com');
    const answer = await request(later(7 * 24 * 3_600_000 + 1000))
      .post('/api/auth/refresh')
      .send({ refreshToken });
    expect(answer.status).toBe(401);
  });
});

describe('guessing', () => {
  const guess = (login: string, password = 'not this one, surely') =>
    request(api.app).post('/api/auth/login').send({ login, password });

  it('is locked after ten wrong passwords, also to the right one, for a quarter of an hour', async () => {
    await makeOperator(api, { login: 'guessed@example.com', role: 'viewer' });
    const statuses = (await Promise.all(Array.from({ length: 30 }, () => guess('guessed@example.com')))).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    const locked = await guess('guessed@example.com', PASSWORD);
    expect([locked.status, codeOf(locked)]).toEqual([429, 'too_many_requests']);
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(800);
    const afterwards = await request(later(15 * 60_000))
      .post('/api/auth/login')
      .send({ login: 'guessed@example.com', password: PASSWORD });
    expect(afterwards.status).toBe(200);
  });

  it('is locked for a login that nobody has just the same', async () => {
    const answers = [];
    for (let count = 0; count < 11; count += 1) answers.push((await guess('ghost@example.com')).status);
    expect(answers.slice(-2)).toEqual([401, 429]);
  });

  it('is forgotten when the password was right', async () => {
    await makeOperator(api, { login: 'clumsy@example.com', role: 'viewer' });
    for (let round = 0; round < 3; round += 1) {
      for (let count = 0; count < 9; count += 1) await guess('clumsy@example.com');
      expect((await signIn(api, 'clumsy@example.com')).status).toBe(200);
    }
  });
});

describe('a password', () => {
  it('is changed by who knows it, and ends the other sessions', async () => {
    await makeOperator(api, { login: 'changes@example.com', role: 'agent' });
    const [here, elsewhere] = [
      await tokensOf(api, 'changes@example.com'),
      await tokensOf(api, 'changes@example.com'),
    ];
    const change = (currentPassword: string, newPassword: string) =>
      request(api.app)
        .post('/api/auth/password')
        .set('authorization', `Bearer ${here.accessToken}`)
        .send({ currentPassword, newPassword });
    expect((await change('something else', 'a new password for me')).status).toBe(401);
    expect((await change(PASSWORD, 'short')).status).toBe(400);
    expect((await change(PASSWORD, 'a new password for me')).status).toBe(204);
    expect([(await me(here.accessToken)).status, (await me(elsewhere.accessToken)).status]).toEqual([
      200, 401,
    ]);
    expect((await signIn(api, 'changes@example.com')).status).toBe(401);
    expect((await signIn(api, 'changes@example.com', { password: 'a new password for me' })).status).toBe(
      200,
    );
  });

  it('is kept as argon2id, and tokens as hashes, nowhere in clear', async () => {
    const { refreshToken, accessToken } = await tokensOf(api, 'ana@example.com');
    const tables = [
      'operator',
      'operator_session',
      'refresh_token',
      'operator_invitation',
      'sign_in_failure',
    ];
    const rows = await Promise.all(
      tables.map((table) =>
        api.database.dataSource.query(`SELECT to_jsonb(kept) AS kept FROM ${table} kept`),
      ),
    );
    const kept = JSON.stringify(rows);
    expect(kept).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    for (const secret of [PASSWORD, refreshToken, accessToken]) {
      expect(kept).not.toContain(secret);
      expect(kept).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });
});
