import request from 'supertest';
import { createApp } from '../../../../api/app';
import { cookieOf, makeOperator, PASSWORD, signIn } from '../../../support/access/make-operator';
import { createTestApi, PUBLIC_URL, type TestApi } from '../../../support/test-api';

let api: TestApi;
let cookie: string;
beforeAll(async () => {
  api = await createTestApi();
  await makeOperator(api, { login: 'ana', role: 'owner' });
  cookie = await cookieOf(api, 'ana');
});
afterAll(() => api.close());

const me = (value = cookie) => request(api.app).get('/api/auth/me').set('cookie', value);
const write = (headers: Record<string, string>) =>
  request(api.app).post('/api/keys').set('cookie', cookie).set(headers).send({ name: 'from the console' });

describe('the cookie of the console', () => {
  it('is for this host over TLS only, out of reach of scripts and of other sites', async () => {
    const answer = await signIn(api, 'ana', { session: 'cookie' });
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-hilo_session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
    ]);
    expect(answer.body).toMatchObject({ tokens: null, operator: { login: 'ana' } });
  });

  it('is another one at each sign-in, whatever cookie came with it', async () => {
    const planted = '__Host-hilo_session=planted';
    const answer = await request(api.app)
      .post('/api/auth/login')
      .set('cookie', planted)
      .send({ login: 'ana', password: PASSWORD, session: 'cookie' });
    expect(answer.headers['set-cookie']?.[0]).not.toContain('planted');
    expect((await me(planted)).status).toBe(401);
  });

  it('says who is there, beside other cookies', async () => {
    expect((await me(`theme=dark; ${cookie}; lang=es`)).body).toMatchObject({ login: 'ana' });
  });

  it('opens nothing twelve hours after its last use, nor once signed out', async () => {
    const late = createApp({ ...api.deps, now: () => Date.now() + 12 * 3_600_000 + 1000 });
    expect((await request(late).get('/api/auth/me').set('cookie', cookie)).status).toBe(401);
    const another = await cookieOf(api, 'ana');
    const out = await request(api.app)
      .post('/api/auth/logout')
      .set({ cookie: another, 'sec-fetch-site': 'same-origin' });
    expect([out.status, out.headers['set-cookie']?.[0]]).toEqual([204, expect.stringContaining('Max-Age=0')]);
    expect((await me(another)).status).toBe(401);
  });

  it('is not an access token, nor the other way round', async () => {
    const value = cookie.split('=')[1] ?? '';
    expect((await request(api.app).get('/api/auth/me').set('authorization', `Bearer ${value}`)).status).toBe(
      401,
    );
  });
});

describe('a write with the cookie', () => {
  it.each([
    ['this page', { 'sec-fetch-site': 'same-origin' }],
    ['an older browser on this page', { origin: PUBLIC_URL }],
    [
      'an older browser at the address it was given',
      { origin: 'http://hilo.local:3000', host: 'hilo.local:3000' },
    ],
  ])('from %s is taken', async (_what, headers) => {
    expect((await write(headers)).status).toBe(201);
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour of the same site', { 'sec-fetch-site': 'same-site' }],
    ['another site that claims our origin', { 'sec-fetch-site': 'cross-site', origin: PUBLIC_URL }],
    ['another origin in an older browser', { origin: 'https://evil.example' }],
    ['a sandboxed page', { origin: 'null' }],
    ['nobody knows where', {}],
  ])('from %s is refused, and changes nothing', async (_what, headers) => {
    const before = await api.rows('api_key');
    const answer = await write(headers);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      403,
      expect.objectContaining({ code: 'cross_site' }),
    ]);
    expect(await api.rows('api_key')).toBe(before);
  });
});

test('no page of another site opens a WebSocket with the cookie', async () => {
  const open = (headers: Record<string, string>) =>
    request(api.app)
      .get('/api/auth/me')
      .set({ cookie, upgrade: 'websocket', ...headers });
  expect((await open({ origin: 'https://evil.example' })).status).toBe(403);
  expect((await open({ origin: PUBLIC_URL })).status).toBe(200);
});

test('nobody is signed in from the page of another site', async () => {
  const answer = await signIn(api, 'ana').set('sec-fetch-site', 'cross-site');
  expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
});
