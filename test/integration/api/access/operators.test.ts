import request from 'supertest';
import { createApp } from '../../../../api/app';
import type { Operator } from '../../../../db/repositories/operators';
import { ROLES, type Role } from '../../../../domain/access/roles';
import { makeOperator, signIn, tokensOf } from '../../../support/access/make-operator';
import { createTestApi, type TestApi } from '../../../support/test-api';

let api: TestApi;
const tokens: Partial<Record<Role | 'root', string>> = {};
const people: Partial<Record<Role | 'root', Operator>> = {};
beforeAll(async () => {
  api = await createTestApi();
  for (const role of ROLES) people[role] = await makeOperator(api, { login: role, role });
  people.root = await makeOperator(api, { login: 'root', role: 'owner', isSuperAdmin: true });
  for (const login of [...ROLES, 'root'] as const) tokens[login] = (await tokensOf(api, login)).accessToken;
});
afterAll(() => api.close());

type Method = 'get' | 'post' | 'put' | 'delete';
const as = (who: Role | 'root', method: Method, path: string) =>
  request(api.app)
    [method](path)
    .set('authorization', `Bearer ${tokens[who] ?? ''}`);
const invite = (who: Role | 'root', login: string, role: Role) =>
  as(who, 'post', '/api/auth/invite').send({ login, role });
const accept = (token: string, password = 'a password of mine') =>
  request(api.app).post('/api/auth/accept').send({ token, password });

describe('an invitation', () => {
  it('lets somebody choose a password, once', async () => {
    const { token } = (await invite('admin', 'invited', 'agent')).body as { token: string };
    expect((await accept(token)).body).toMatchObject({ login: 'invited', role: 'agent' });
    expect((await accept(token, 'another password')).status).toBe(401);
    expect((await signIn(api, 'invited', { password: 'a password of mine' })).status).toBe(200);
  });

  it('is good for a week', async () => {
    const { token } = (await invite('admin', 'tardy', 'agent')).body as { token: string };
    const late = createApp({ ...api.deps, now: () => Date.now() + 7 * 24 * 3_600_000 + 1000 });
    const answer = await request(late)
      .post('/api/auth/accept')
      .send({ token, password: 'a password of mine' });
    expect(answer.status).toBe(401);
  });

  it('is refused for a login that is taken, in any account and any case', async () => {
    expect((await invite('admin', 'VIEWER', 'agent')).status).toBe(409);
  });

  it('makes nobody mightier than who invites', async () => {
    expect((await invite('admin', 'usurper', 'owner')).status).toBe(403);
    expect((await invite('owner', 'second-owner', 'owner')).status).toBe(201);
  });
});

describe('a role', () => {
  it('counts from the next request on', async () => {
    await makeOperator(api, { login: 'promoted', role: 'viewer' });
    const { accessToken } = await tokensOf(api, 'promoted');
    const found = await api.deps.operators.findByLogin('promoted');
    const list = () => request(api.app).get('/api/operators').set('authorization', `Bearer ${accessToken}`);
    expect((await list()).status).toBe(403);
    await as('owner', 'put', `/api/operators/${found?.operator.id ?? ''}`).send({ role: 'admin' });
    expect((await list()).status).toBe(200);
  });

  it.each(['put', 'delete', 'post'] as const)('of the mightier is out of reach (%s)', async (method) => {
    for (const target of [people.owner, people.root]) {
      const path = `/api/operators/${target?.id ?? ''}${method === 'post' ? '/reset-password' : ''}`;
      const call = as('admin', method, path);
      expect((await (method === 'put' ? call.send({ role: 'viewer' }) : call)).status).toBe(403);
    }
    const root = `/api/operators/${people.root?.id ?? ''}`;
    expect((await as('owner', 'post', `${root}/reset-password`)).status).toBe(403);
  });
});

describe('an account', () => {
  it('keeps an owner, whoever takes the role from whom at the same time', async () => {
    const stranger = api.stranger.id;
    const [one, two] = await Promise.all(
      ['one', 'two'].map((login) => makeOperator(api, { login, role: 'owner', accountId: stranger })),
    );
    const { setRole, list } = api.deps.operators;
    await Promise.all([setRole(stranger, one?.id ?? '', 'viewer'), setRole(stranger, two?.id ?? '', 'none')]);
    expect((await list(stranger)).filter(({ role }) => role === 'owner')).toHaveLength(1);
  });

  it('is made by who looks after the platform, and shows nothing of itself to them', async () => {
    const body = { name: 'A third', owner: 'third-owner' };
    expect((await as('owner', 'post', '/api/accounts').send(body)).status).toBe(403);
    const made = await as('root', 'post', '/api/accounts').send(body);
    expect(made.status).toBe(201);
    const { account, token } = made.body as { account: { id: string }; token: string };
    await accept(token);
    const { tokens: theirs } = (await signIn(api, 'third-owner', { password: 'a password of mine' }))
      .body as {
      tokens: { accessToken: string };
    };
    const their = await request(api.app)
      .get('/api/account')
      .set('authorization', `Bearer ${theirs.accessToken}`);
    expect(their.body).toMatchObject({ id: account.id, name: 'A third' });
    const names = (await as('root', 'get', '/api/accounts')).body as { items: { name: string }[] };
    expect(names.items.map(({ name }) => name)).toEqual(['First', 'Stranger', 'A third']);
    expect((await as('root', 'get', `/api/accounts/${account.id}/bots`)).status).toBe(404);
    expect((await as('root', 'post', '/api/accounts').send(body)).status).toBe(409);
    expect(await api.rows('account')).toBe(3);
  });
});

test('an operator who was removed or whose password was reset is out at once', async () => {
  for (const [login, method, end] of [
    ['leaves', 'delete', ''],
    ['forgets', 'post', '/reset-password'],
  ] as const) {
    const { id } = await makeOperator(api, { login, role: 'agent' });
    const { accessToken, refreshToken } = await tokensOf(api, login);
    const done = await as('admin', method, `/api/operators/${id}${end}`);
    expect(done.status).toBeLessThan(300);
    const me = await request(api.app).get('/api/auth/me').set('authorization', `Bearer ${accessToken}`);
    const refreshed = await request(api.app).post('/api/auth/refresh').send({ refreshToken });
    expect([me.status, refreshed.status, (await signIn(api, login)).status]).toEqual([401, 401, 401]);
  }
});
